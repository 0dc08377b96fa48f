import type { Delta, FinishReason } from '@spindle/sealed';
import type {
  Attempt,
  Candidate,
  Nano,
  Queued,
  Quote,
  Receipt,
  Signed,
  StreamEnd,
  Terms,
  TokenCount,
} from '@spindle/shared';
import type { RefusedCandidate } from './check-quote.ts';

/** A piece of an answer: text, reasoning, refusal, a tool call's part, logprobs. */
export type Piece = Exclude<Delta, { kind: 'end' }>;

/** What happens while a question is answered, in this order: quoted, attempt, pieces, (attempt, pieces, …) end. */
export type AnswerEvent =
  /**
   * The price is locked; `usable` are the terms of those candidates whose keys were checked and who were sealed to, and
   * nothing was sealed to the `refused`.
   */
  | { kind: 'quoted'; quote: Quote; usable: readonly Terms[]; refused: readonly RefusedCandidate[] }
  /** All machines are busy: so many wait in front of it (0 is next), and about how long that takes. */
  | ({ kind: 'queued' } & Queued)
  /** Every candidate was used up; the key was sealed to the `usable`, and it goes on. */
  | { kind: 'more'; usable: readonly Candidate[]; refused: readonly RefusedCandidate[] }
  /** A machine works on it; `after` is the code for which the one before did not. */
  | ({ kind: 'attempt' } & Attempt)
  /** `outputTokens` counts the answer up to and with this piece. */
  | (Piece & { outputTokens: number })
  | AnswerEnd;

/** As it stands in a receipt's file: the salt in hex, each piece in base64. */
export interface Opening {
  salt: string;
  pieces: readonly string[];
}

/** The sealed request in base64, and the key that opens it, in hex: shows others what was asked, with all that went along. */
export interface QuestionOpening {
  request: string;
  contentKey: string;
}

/** The answer is whole, its receipt fits it, and the charge fits the receipt. */
export interface AnswerEnd {
  kind: 'end';
  reason: FinishReason;
  /** Of the second answer and on, where `n` asked for several. */
  moreReasons: readonly FinishReason[];
  /** How it ended for the bill. */
  end: StreamEnd;
  /** Tokens of the whole answer. The bill is by the receipt: what a machine that broke off had said is free. */
  usage: TokenCount;
  /** Output tokens that machines which broke off had delivered; they are not charged. */
  resumedTokens: number;
  /** Who answered, and what it asked. */
  terms: Terms;
  receipt: Receipt;
  /** The receipt as the node signed it: keep this to show it to others. */
  signedReceipt: Signed;
  /**
   * What opens the receipt's commitment to the answer: shows others what this machine said. Null unless the client keeps
   * it. To be shown by the buyer's own choice and nobody else's.
   */
  opening: Opening | null;
  /** The same of the question. A thing of its own, so that showing the answer never shows the question. */
  questionOpening: QuestionOpening | null;
  receiptChecked: true;
  chargedNano: Nano;
  feeNano: Nano;
}

/** True for a piece of the answer itself. */
export const isPiece = (event: AnswerEvent): event is Piece & { outputTokens: number } => 'outputTokens' in event;
