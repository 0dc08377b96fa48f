import type { Clock } from '../../platform/index.ts';
import type { ExpiredHold, Ledger } from '../ledger/index.ts';
import type { AnswerRecord } from './answer-record.ts';
import { freeOfCharge } from './bill.ts';
import { readHeldTerms } from './hold-terms.ts';
import type { RecordAnswer } from './record-answers.ts';

const BATCH = 200;

/** Gives back what was held for requests that nobody finished: a broker died, and no receipt came. @returns how many. */
export async function releaseExpired(deps: { ledger: Ledger; record: RecordAnswer; clock: Clock }): Promise<number> {
  let released = 0;
  for (;;) {
    const holds = await deps.ledger.expiredHolds(BATCH);
    const outcomes = await Promise.all(holds.map((hold) => deps.record(recordOf(hold, deps.clock.nowMs()))));
    const now = outcomes.filter((outcome) => outcome === 'recorded').length;
    released += now;
    if (holds.length < BATCH || now === 0) return released;
  }
}

/** The end of a request that nobody finished. */
export function recordOf(hold: ExpiredHold, nowMs: number): AnswerRecord {
  const [first] = Object.values(readHeldTerms(hold.terms));
  return {
    jobId: hold.jobId,
    accountId: hold.accountId,
    apiKeyId: hold.apiKeyId,
    modelId: first?.terms.model ?? 'unknown',
    holdNano: hold.amountNano,
    rateMicroUsdPerCoin: BigInt(first?.terms.rateMicroUsdPerCoin ?? 0),
    worker: null,
    bill: freeOfCharge({ kind: 'cut', delivered: 0, by: 'broker' }),
    errorCode: 'answer_cut',
    firstTokenMs: null,
    totalMs: Math.min(nowMs - hold.createdAtMs, MAX_INT32),
    decision: { attempts: [] },
    receipt: null,
  };
}

const MAX_INT32 = 2 ** 31 - 1;
