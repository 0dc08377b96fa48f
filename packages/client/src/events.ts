import type { Delta, FinishReason } from '@spindle/sealed';
import type { Attempt, Nano, Quote, Receipt, Signed, StreamEnd, Terms, TokenCount } from '@spindle/shared';

/** A piece of an answer: text, reasoning, refusal, a tool call's part, logprobs. */
export type Piece = Exclude<Delta, { kind: 'end' }>;

/** What happens while a question is answered, in this order: quoted, attempt, pieces, (attempt, pieces, …) end. */
export type AnswerEvent =
  /** The price is locked; `usable` are the terms of those candidates whose keys were checked and who were sealed to. */
  | { kind: 'quoted'; quote: Quote; usable: readonly Terms[] }
  /** A machine works on it; `after` is the code for which the one before did not. */
  | ({ kind: 'attempt' } & Attempt)
  /** `outputTokens` counts the answer up to and with this piece. */
  | (Piece & { outputTokens: number })
  | AnswerEnd;

/** The answer is whole, its receipt fits it, and the charge fits the receipt. */
export interface AnswerEnd {
  kind: 'end';
  reason: FinishReason;
  /** How it ended for the bill. */
  end: StreamEnd;
  usage: TokenCount;
  /** Who answered, and what it asked. */
  terms: Terms;
  receipt: Receipt;
  /** The receipt as the node signed it: keep this to show it to others. */
  signedReceipt: Signed;
  receiptChecked: true;
  chargedNano: Nano;
  feeNano: Nano;
}
