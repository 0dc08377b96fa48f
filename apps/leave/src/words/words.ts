import type { LeaveAction } from '@spindle/ton/channel';
import type { NextStep, Refusal } from '../next-step.ts';

/** What there is to say of an escrow, made readable. */
export interface Told {
  /** Of the escrow, as it is to be typed. */
  address: string;
  payer: string;
  deposited: string;
  claimed: string;
  left: string;
  status: 'open' | 'closing' | 'closed';
  /** From when it may be finished; empty when it is not closing. */
  closeAt: string;
  /** How long that is from now; empty when it is over. */
  wait: string;
  /** How long it waits from the request on. */
  delay: string;
}

export interface LinkTold {
  action: LeaveAction;
  amount: string;
  /** Whose transfer it must be; `unknown` when the escrow could not be read. */
  from: 'anyone' | 'unknown' | { payer: string };
  ton: string;
  tonkeeper: string;
}

/** Everything that the program says to people, in one language. */
export interface Words {
  help: (version: string) => string;
  status: (told: Told) => string;
  next: Record<NextStep, (told: Told) => string>;
  refusal: Record<Refusal, (told: Told) => string>;
  link: (link: LinkTold) => string;
  unread: (why: string) => string;
}
