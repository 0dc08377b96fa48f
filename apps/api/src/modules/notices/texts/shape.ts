import type { ErrorWords } from '@spindle/shared';
import type { NoticeKind } from '../shapes.ts';

export interface KindTexts {
  /** Among the settings. */
  name: string;
  title: ErrorWords;
  /** What to do next. */
  text: ErrorWords;
}

/** All that notices say in one language. `{name}` is filled from the facts as `shown-facts.ts` has them. */
export interface NoticeTexts {
  kinds: Record<NoticeKind, KindTexts>;
  words: {
    settings: Record<string, string>;
    badges: Record<string, string>;
    /** By the number that stands for them in the policy. */
    approvals: readonly string[];
    minutes: (count: number) => string;
    hours: (count: number) => string;
  };
}
