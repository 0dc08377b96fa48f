import { localKept } from '../lib/kept/index.ts';

const KEPT = 'spindle.tab';
const TAB = /^\/(?:chat|wallet|build|earn|admin)?$/;

/** Telegram closes the app with a swipe: the section that was open is open again. Pages below it are not kept. */
export function keepTab(path: string): void {
  if (TAB.test(path)) localKept.setItem(KEPT, path);
}

export function lastTab(): string {
  const kept = localKept.getItem(KEPT) ?? '';
  return TAB.test(kept) ? kept : '/';
}
