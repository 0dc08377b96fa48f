import { useEffect, useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { waited } from '../../lib/format/index.ts';

/** The time now, again every so often while someone looks. */
export function useNow(everyMs = 1_000): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}

/** "For 0 s" says nothing, and what a clock that is ahead has written down is not in the future. */
const LEAST_MS = 1_000;

/** How long something has been so: "for 4 min". */
export function Since({ atMs }: { atMs: number }) {
  const { times } = useTexts('core');
  const language = useLanguage();
  return <>{times.since(waited(Math.max(LEAST_MS, useNow() - atMs), language))}</>;
}

/** How long ago something was: "4 min ago". */
export function Ago({ atMs }: { atMs: number }) {
  const { times } = useTexts('core');
  const language = useLanguage();
  return <>{times.ago(waited(Math.max(LEAST_MS, useNow(5_000) - atMs), language))}</>;
}
