// Types only: see the note in accounts/shapes.ts.

/** What the market gives away, by the policy that is in force. */
export interface GiftRule {
  /** Of one person, in all. */
  answers: number;
  /** The longest answer. */
  answerTokens: number;
  /** The most that one answer may hold. */
  mostNano: bigint;
  /** Of one network address, in a day (UTC). */
  addressAnswers: number;
  /** What all of them may cost in a day (UTC). */
  dayNano: bigint;
}

/** Whether the market would pay for this person's next answer; why not, by the code that asking would be refused with. */
export type GiftOffer =
  | { isOffered: true; left: number; maxOutputTokens: number; mostNano: bigint }
  | { isOffered: false; why: GiftRefusal };

export type GiftRefusal = 'gift_not_offered' | 'gift_used' | 'gift_too_large' | 'gift_exhausted';

/** What gifts cost the market, for those who run it. */
export interface GiftTotals {
  todayNano: bigint;
  answersToday: number;
  /** Ever. */
  costNano: bigint;
  answers: number;
}
