import { setTimeout as wait } from 'node:timers/promises';
import { machineFingerprint, SIGNING_DOMAINS, type Signer } from '@spindle/sealed/node';
import {
  canonicalJson,
  type ErrorCode,
  type MachineReport,
  type OpenedPairing,
  OpenedPairingSchema,
  ok,
  PAIRING_POLL_MS,
  type PairingNews,
  PairingNewsSchema,
  type Result,
} from '@spindle/shared';
import * as z from 'zod/mini';
import { type BrokerAddress, postJson } from '../link/post-json.ts';
import { PROGRAM } from '../version.ts';

export interface PairParts {
  identity: Signer;
  broker: BrokerAddress;
  report: MachineReport;
  /** Shows the code, the link, and the digits that stand on both screens. */
  show: (opened: OpenedPairing & { fingerprint: string }) => void;
  stop: AbortSignal;
}

export type Joined = Extract<PairingNews, { state: 'joined' }>;

/** These pass by themselves. */
const PASSING = new Set<ErrorCode>(['broker_unreachable', 'shutting_down', 'database_unavailable']);
const AGAIN_MS = 2_000;
const POLL_TIMEOUT_MS = PAIRING_POLL_MS + 10_000;

/**
 * Shows a code and waits until a person has said whose machine this is. Stopped, it takes the code back.
 * @returns null when it was stopped. Refusals: the market's, such as `pairing_expired`.
 */
export async function pair({ identity, broker, report, show, stop }: PairParts): Promise<Result<Joined | null>> {
  const opening = { identityKey: identity.publicKey, program: PROGRAM, report };
  const opened = await postJson(broker, '/nodes/pairings', opening, OpenedPairingSchema);
  if (!opened.ok) return opened;
  const { secret } = opened.value.value;
  show({ ...opened.value.value, fingerprint: machineFingerprint(identity.publicKey) });
  const text = canonicalJson({ identityKey: identity.publicKey, secret });
  const ask = { secret, signature: await identity.sign(SIGNING_DOMAINS.pairing, text) };
  while (!stop.aborted) {
    const news = await Promise.race([poll(broker, ask), whenAborted(stop)]);
    if (news === null) break;
    if (news.ok && news.value.value.state === 'joined') return ok(news.value.value);
    if (!news.ok && !PASSING.has(news.fault.code)) return news;
    if (!news.ok) await wait(AGAIN_MS, null, { signal: stop }).catch(() => {});
  }
  await postJson(broker, '/nodes/pairings/cancel', ask, z.unknown());
  return ok(null);
}

const poll = (broker: BrokerAddress, ask: object) =>
  postJson(broker, '/nodes/pairings/wait', ask, PairingNewsSchema, POLL_TIMEOUT_MS);

const whenAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
