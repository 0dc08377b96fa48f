import type { MarketEvent, Sql } from '../../platform/index.ts';
import type { Audience } from './kinds.ts';

/** What happened, for whoever shall hear of it: facts and codes, in no language yet. */
export interface NewNotice {
  event: MarketEvent;
  /** `account`: that of the event; else everybody who is that. */
  audience: Audience;
  /** The same thing has the same key. */
  key: string;
  folds: boolean;
  /** When it was recorded. */
  atMs: number;
}

/**
 * One way to people. It writes what it has to deliver in the given transaction, and is given nothing that its reader has
 * muted; what goes out into the world (a bot's message) it sends afterwards, from what it wrote. Texts come from
 * `renderNotice`, in the language that the reader has then.
 */
export interface NoticeChannel {
  readonly name: string;
  deliver(sql: Sql, notice: NewNotice): Promise<void>;
}
