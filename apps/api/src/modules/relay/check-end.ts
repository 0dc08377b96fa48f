import { checkReceipt } from '@spindle/sealed/node';
import { fail, ok, type Receipt, type Result } from '@spindle/shared';
import type { ModuleLog } from '../../platform/index.ts';
import type { AcceptedRequest, Contender } from './accept-quote.ts';
import type { Carried } from './carry-answer.ts';

export type WithReceipt = Extract<Carried, { kind: 'receipt' }>;

/**
 * The receipt must be of this machine, these terms, this request, of the very frames that passed, and of those that came
 * before; and say that the answer is complete. Refusals: `receipt_invalid`, `node_lost`.
 */
export async function checkEnd(
  log: Pick<ModuleLog, 'warn'>,
  request: AcceptedRequest,
  contender: Contender,
  carried: WithReceipt,
  resumed: Receipt['resumed'] | null,
): Promise<Result<Receipt>> {
  const checked = await checkReceipt(carried.receipt, {
    manifest: contender.manifest,
    terms: contender.terms,
    requestHash: request.requestHash,
    answerHash: carried.answerHash,
    outputTokens: carried.ownTokens,
    resumed: resumed ?? null,
  });
  const { jobId } = request.quote;
  if (!checked.ok) {
    log.warn({ jobId, nodeId: contender.terms.nodeId, fault: checked.fault }, 'a receipt does not fit');
    return checked;
  }
  // An answer without its last frame is none, whatever its receipt says.
  const isComplete = carried.isWhole && checked.value.end !== 'stopped' && checked.value.end !== 'failed';
  return isComplete ? ok(checked.value) : fail('node_lost', { delivered: carried.tokens });
}
