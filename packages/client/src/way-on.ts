import { FaultError } from '@spindle/shared';
import { mayAskAgain } from './may-ask-again.ts';

/** How far an answer came. */
export interface Course {
  /** Bytes that were read. */
  received: number;
  /** How often the question was sent. */
  sent: number;
}

/** What is done about a failure: the rest is asked for, the same question is sent again under its quote, or it is over. */
export type WayOn = 'resume' | 'send' | FaultError;

/**
 * Judges what a connection failed with, so that nothing is ever paid twice: a question is sent again only when the market
 * knows nothing of it, once, and under the very quote of the first time, which opens one hold and no other.
 * @param isOurs whether we gave the connection up ourselves, to look whether it was alive.
 * @returns null for what is no loss: whoever asked must hear it as it is.
 */
export function wayOn(error: unknown, isOurs: boolean, { received, sent }: Course): WayOn | null {
  // `fetch` and its body fail with a TypeError where the network does.
  if (isOurs || error instanceof TypeError) return 'resume';
  if (!(error instanceof FaultError)) return null;
  const { code } = error.fault;
  if (code === 'answer_not_kept') return received === 0 && sent === 1 ? 'send' : error;
  if (sent < 2) return null;
  // The first had arrived after all. Under another quote it could be charged beside the second.
  if (code === 'quote_used') return 'resume';
  return mayAskAgain(error) ? notKept() : null;
}

/** A broker that is being started, or a proxy before none. */
export const isAway = (error: unknown): boolean => error instanceof FaultError && error.fault.code === 'internal';

export const notKept = (): FaultError => new FaultError({ code: 'answer_not_kept' });
