/** What a decision does, as far as its reason goes; `market` is what the market does by itself, for no admin to choose. */
export type ReasonUse = 'ask' | 'reject' | 'pause' | 'ban' | 'approve' | 'grant' | 'refuse' | 'market';

/** Short for a choice, the sentence that its owner reads, and what they can do next. `{name}` is filled from the evidence. */
export interface ReasonWords {
  title: string;
  text: string;
  next: string;
}

/** One reason by code, with its texts in both languages. */
export interface ReasonEntry {
  uses: readonly ReasonUse[];
  en: ReasonWords;
  ru: ReasonWords;
}

/** Keeps the literal codes while checking the shape of each entry. */
export const reasons = <Code extends string>(table: Record<Code, ReasonEntry>): Record<Code, ReasonEntry> => table;
