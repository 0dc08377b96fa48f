import type { Answer } from '../../chat/turn.ts';
import { receiptFileOf } from '../../receipt/receipt-file.ts';

/** What the market takes (`MOST_SHOWN_BYTES` of its module `moderation`). */
const MOST_LENGTH = 512 * 1024;

export interface ShownFile {
  /** JSON of the receipt's file. */
  file: string;
  /** The question is left out where this device no longer keeps it. */
  hasQuestion: boolean;
}

/** The receipt's file with what opens question and answer (docs/sealed-protocol.md §7). Null when it is not kept, or too large. */
export function shownFileOf({ bill, candidate }: Answer): ShownFile | null {
  if (!bill?.opening || !candidate) return null;
  const { signedReceipt, opening, question } = bill;
  const plain = receiptFileOf(signedReceipt, candidate);
  const answered = { ...plain, opening };
  if (question) {
    const { request, contentKey } = question;
    const file = JSON.stringify({ ...plain, request, opening: { ...opening, contentKey } });
    if (file.length <= MOST_LENGTH) return { file, hasQuestion: true };
  }
  const file = JSON.stringify(answered);
  return file.length <= MOST_LENGTH ? { file, hasQuestion: false } : null;
}
