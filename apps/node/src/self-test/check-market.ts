import { ChallengeReplySchema } from '@spindle/shared';
import { type BrokerAddress, postJson } from '../link/post-json.ts';
import { skewMs } from '../link/skew.ts';
import { type Finding, failing, fine, warning } from './finding.ts';

/** Quotes live a minute: a clock that is further off than this makes fresh ones look expired. */
const MAX_SKEW_MS = 20_000;
/** Buyers wait that much longer for a first token. */
const SLOW_NETWORK_MS = 800;
/** For machines that have no id yet. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The market answers, soon enough, and our clock agrees with its own. */
export async function checkMarket(
  broker: BrokerAddress,
  nowMs: () => number,
  nodeId: string = NOBODY,
): Promise<Finding[]> {
  const sentAtMs = nowMs();
  const startedAt = performance.now();
  const reply = await postJson(broker, '/nodes/challenge', { nodeId }, ChallengeReplySchema);
  const ms = Math.round(performance.now() - startedAt);
  if (!reply.ok) return [failing('market', reply.fault)];
  const market =
    ms > SLOW_NETWORK_MS
      ? warning('market', 'network_slow', { ms })
      : fine('market', `${broker.url} answers in ${ms} ms`, { ms });
  return [market, checkClock(reply.value.brokerMs, sentAtMs, nowMs())];
}

/** @param brokerMs the market's clock, in whole seconds, somewhere between the two times of ours. */
export function checkClock(brokerMs: number | null, sentAtMs: number, receivedAtMs: number): Finding {
  if (brokerMs === null) return fine('clock', 'the market does not tell its time');
  const offMs = skewMs(brokerMs, sentAtMs, receivedAtMs);
  const seconds = Math.round(offMs / 1000);
  return offMs > MAX_SKEW_MS
    ? failing('clock', { code: 'clock_skewed', facts: { seconds } })
    : fine('clock', 'agrees with the market', { seconds });
}
