import { checkReceipt } from '@spindle/sealed/node';
import type { Receipt, Signed } from '@spindle/shared';
import type { ModuleLog } from '../../platform/index.ts';
import type { HeldTerms, Ledger, OpenHold } from '../ledger/index.ts';
import type { LateVerdict } from '../nodes/index.ts';
import type { AnswerRecord } from './answer-record.ts';
import { billReceipt } from './bill.ts';
import { readHeldTerms } from './hold-terms.ts';
import type { RecordAnswer } from './record-answers.ts';

export interface LateReceiptDeps {
  ledger: Ledger;
  record: RecordAnswer;
  log: Pick<ModuleLog, 'warn' | 'error'>;
  /**
   * Who worked when the buyer stopped, and how many tokens of theirs had passed through this broker; null when it does
   * not know of the job.
   */
  stoppedAt(jobId: string): { nodeId: string; tokens: number } | null;
}

/**
 * Settles an answer whose receipt did not come with it: the buyer left, or we were restarted. Whoever is late finds the
 * hold closed, and the node may forget its receipt. What cannot be right is dropped too, and logged: asking again would
 * not make it better. Only when the books cannot be read or written does the node keep it.
 * @returns `misfit` for what can never be right, `over` for what nobody waits for.
 */
export async function settleLateReceipt(
  deps: LateReceiptDeps,
  nodeId: string,
  jobId: string,
  signed: Signed,
): Promise<LateVerdict> {
  try {
    const hold = await deps.ledger.holdOf(jobId);
    if (!hold) return 'over';
    const stopped = deps.stoppedAt(jobId);
    // A machine that broke off, or lost a race, before another worked: it earns nothing.
    if (stopped && stopped.nodeId !== nodeId) return 'over';
    const held = readHeldTerms(hold.terms)[nodeId];
    const receipt = held && (await verify(held, hold, signed));
    if (!held || !receipt) {
      deps.log.warn({ nodeId, jobId }, 'a late receipt does not fit its job');
      return 'misfit';
    }
    await deps.record(recordOf(hold, held, receipt, signed, stopped?.tokens ?? null));
    return 'settled';
  } catch (error) {
    deps.log.error({ err: error, nodeId, jobId }, 'a late receipt could not be settled yet');
    return 'keep';
  }
}

async function verify(held: HeldTerms, hold: OpenHold, signed: Signed): Promise<Receipt | null> {
  const manifest = { nodeId: held.terms.nodeId, receiptKey: held.receiptKey };
  const checked = await checkReceipt(signed, { manifest, terms: held.terms, requestHash: hold.requestHash });
  return checked.ok ? checked.value : null;
}

function recordOf(
  hold: OpenHold,
  { terms, providerId }: HeldTerms,
  receipt: Receipt,
  signed: Signed,
  deliveredTokens: number | null,
): AnswerRecord {
  const bill = billReceipt(terms, receipt, receipt.end === 'stopped' ? deliveredTokens : null);
  return {
    jobId: hold.jobId,
    accountId: hold.accountId,
    apiKeyId: hold.apiKeyId,
    modelId: terms.model,
    holdNano: hold.amountNano,
    isGift: hold.isGift,
    rateMicroUsdPerCoin: BigInt(terms.rateMicroUsdPerCoin),
    worker: { providerId, listingId: terms.listingId, nodeId: terms.nodeId },
    bill,
    errorCode: null,
    firstTokenMs: receipt.firstTokenAt === null ? null : receipt.firstTokenAt - receipt.startedAt,
    totalMs: receipt.endedAt - receipt.startedAt,
    tier: terms.tier,
    decision: { attempts: [{ nodeId: terms.nodeId }], isLate: true },
    receipt: signed,
  };
}
