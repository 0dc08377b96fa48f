import type { MarketEventKind } from '../../platform/outbox/market-event.ts';

// Types only: see the note in accounts/shapes.ts.

export type NoticeKind = MarketEventKind;

/** One notice, in the reader's language. */
export interface NoticeView {
  noticeId: string;
  kind: NoticeKind;
  title: string;
  text: string;
  /** How many of its kind came within the hour; the text tells of the newest. */
  count: number;
  atMs: number;
  isRead: boolean;
  /** The screen of the Mini App that it is about; null for none. */
  href: string | null;
}

export interface NoticePage {
  items: NoticeView[];
  next: string | null;
}

export interface NoticeSettings {
  /** Kinds that can be muted, in groups as screens show them, and whether they are. */
  kinds: { kind: NoticeKind; name: string; isMuted: boolean }[];
  /** Below this the balance counts as low; null: below ten usual answers. */
  lowBalanceNano: bigint | null;
}

export interface ChangeNoticesInput {
  /** Names that are no kinds are left out. */
  muted?: string[] | undefined;
  lowBalanceNano?: bigint | null | undefined;
}
