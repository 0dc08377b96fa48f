import { ok, type Result } from '@spindle/shared';
import type { Home } from '../home/home.ts';
import type { Settings } from '../settings/settings.ts';
import { EarningsBook } from './earnings-book.ts';
import { earningsWords } from './earnings-words.ts';

/** Whether what this machine earned is promised and funded as its owner wants it; the first thing that is not. */
export async function checkEarnings(home: Home, { earnings: settings }: Settings): Promise<Result<string>> {
  const book = await EarningsBook.look({ home, settings, nowMs: () => Date.now() });
  const [fault] = book.faults;
  return fault ? { ok: false, fault } : ok(earningsWords(book.view));
}
