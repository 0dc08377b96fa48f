import { COIN, coinsText, fail, ok, type Result } from '@spindle/shared';
import { type Batcher, type Clock, createBatcher, type Database, isDatabaseGone } from '../../platform/index.ts';
import type { HoldInput } from './hold.ts';
import type { KeptHolds } from './kept-holds.ts';
import { hasClosingChannel } from './ledger.repo.ts';
import { type HoldVerdict, insertHolds, type JudgedHold, type ReachedCap } from './open-holds.repo.ts';
import { retryClash } from './retry-clash.ts';

const GATHER_MS = 1;
const MAX_BATCH = 200;

export interface OpenHoldDeps {
  db: Database;
  clock: Clock;
  kept: KeptHolds;
}

export type HoldRefusal =
  | 'quote_used'
  | 'insufficient_funds'
  | 'signature_needed'
  | 'strict_mode'
  | 'answer_cap_reached'
  | 'day_cap_reached'
  | 'api_key_invalid'
  | 'key_cap_reached'
  | 'channel_closing';
export type OpenHold = (hold: HoldInput) => Promise<Result<null, HoldRefusal>>;

/**
 * Sets money aside for a request, or says why not. Requests that come together are judged by one statement, which locks
 * the buyers' channels and keys: what is spendable can never be promised twice, by however many brokers. A key that was
 * revoked anywhere opens nothing from that moment on.
 */
export function createOpenHold(deps: OpenHoldDeps): OpenHold {
  const batcher: Batcher<HoldInput, JudgedHold> = createBatcher({
    gatherMs: GATHER_MS,
    maxItems: MAX_BATCH,
    isHopeless: isDatabaseGone,
    run: (holds) => runBatch(deps, holds),
  });
  return async (hold) => {
    let judged = await batcher.add(hold);
    // The first of an account in a batch is always judged for good, so each round has one fewer to go.
    while (judged.verdict === 'again') judged = await batcher.add(hold);
    if (judged.verdict === 'open') deps.kept.keep(hold);
    return toResult(deps, hold, judged);
  };
}

async function runBatch({ db, clock }: OpenHoldDeps, holds: HoldInput[]): Promise<JudgedHold[]> {
  const rows = holds.map((hold) => ({ ...hold, terms: JSON.stringify(hold.terms) }));
  return retryClash(() => insertHolds(db.pool, rows, clock.nowMs()));
}

async function toResult(
  { db }: OpenHoldDeps,
  hold: HoldInput,
  { verdict, spendableNano, reached }: JudgedHold,
): Promise<Result<null, HoldRefusal>> {
  if (verdict === 'open') return ok(null);
  if (verdict === 'used') return fail('quote_used');
  if (verdict === 'key_revoked') return fail('api_key_invalid');
  if (verdict === 'strict_key') return fail('strict_mode');
  if (verdict === 'unsigned') return fail('signature_needed', { needed: shown(hold.amountNano) });
  if (reached) return capReached(verdict, reached, hold.amountNano);
  if (verdict === 'no_channel' && (await hasClosingChannel(db.pool, hold.accountId))) return fail('channel_closing');
  return fail('insufficient_funds', { needed: shown(hold.amountNano), spendable: shown(spendableNano ?? 0n) });
}

function capReached(
  verdict: HoldVerdict,
  { period, capNano, roomNano }: ReachedCap,
  neededNano: bigint,
): Result<null, HoldRefusal> {
  const [cap, needed] = [shown(capNano), shown(neededNano)];
  if (verdict === 'answer_cap') return fail('answer_cap_reached', { cap, needed });
  const room = shown(roomNano > 0n ? roomNano : 0n);
  if (verdict === 'day_cap') return fail('day_cap_reached', { cap, room, needed });
  return fail('key_cap_reached', { period, cap, room, needed });
}

const shown = (amountNano: bigint): string => `${coinsText(amountNano)} ${COIN.symbol}`;
