import type { Signer } from '@spindle/sealed/node';
import { hardwareOf, JoinReplySchema, type MachineReport, ok, type Result } from '@spindle/shared';
import type { Home } from './home/home.ts';
import { type Membership, writeMembership } from './home/membership.ts';
import { type BrokerAddress, postJson } from './link/post-json.ts';
import { findMachine } from './machine/find-machine.ts';
import { PROGRAM } from './version.ts';

export interface JoinParts {
  home: Home;
  identity: Signer;
  broker: BrokerAddress;
  code: string;
  /** What was found out already; else the machine is looked at now, without its engines. */
  report?: MachineReport;
}

/**
 * Joins a listing with a code from the Mini App, and keeps what the market answers.
 * Refusals: `broker_unreachable`, `join_code_invalid`, `listing_state`, `node_taken`.
 */
export async function joinMarket({
  home,
  identity,
  broker,
  code,
  report: known,
}: JoinParts): Promise<Result<Membership>> {
  const report = known ?? (await reportWithoutEngines(home));
  const request = { code, identityKey: identity.publicKey, hardware: hardwareOf(report), program: PROGRAM, report };
  const reply = await postJson(broker, '/nodes/join', request, JoinReplySchema);
  if (!reply.ok) return reply;
  const membership = { ...reply.value.value, brokerUrl: broker.url };
  await writeMembership(home, membership);
  return ok(membership);
}

async function reportWithoutEngines({ path }: Home): Promise<MachineReport> {
  const { silentCards: _, ...machine } = await findMachine(path, Date.now());
  return { ...machine, models: [], selfTest: [] };
}
