import type { Signer } from '@spindle/sealed/node';
import { JoinReplySchema, ok, type Result } from '@spindle/shared';
import { readHardware } from './hardware.ts';
import type { Home } from './home/home.ts';
import { type Membership, writeMembership } from './home/membership.ts';
import { type BrokerAddress, postJson } from './link/post-json.ts';
import { PROGRAM } from './version.ts';

export interface JoinParts {
  home: Home;
  identity: Signer;
  broker: BrokerAddress;
  code: string;
}

/**
 * Joins a listing with a code from the Mini App, and keeps what the market answers.
 * Refusals: `broker_unreachable`, `join_code_invalid`, `listing_state`, `node_taken`.
 */
export async function joinMarket({ home, identity, broker, code }: JoinParts): Promise<Result<Membership>> {
  const hardware = await readHardware();
  const request = { code, identityKey: identity.publicKey, hardware, program: PROGRAM };
  const reply = await postJson(broker, '/nodes/join', request, JoinReplySchema);
  if (!reply.ok) return reply;
  const membership = { ...reply.value.value, brokerUrl: broker.url };
  await writeMembership(home, membership);
  return ok(membership);
}
