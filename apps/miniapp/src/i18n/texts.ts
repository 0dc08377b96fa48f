import type { admin } from './en/admin.ts';
import type { build } from './en/build.ts';
import type { chat } from './en/chat.ts';
import type { core } from './en/core.ts';
import type { earn } from './en/earn.ts';
import type { market } from './en/market.ts';
import type { pair } from './en/pair.ts';
import type { wallet } from './en/wallet.ts';

/** The dictionaries. English gives the shape, so that a text missing in Russian does not compile. */
export interface Texts {
  core: typeof core;
  market: typeof market;
  chat: typeof chat;
  wallet: typeof wallet;
  build: typeof build;
  earn: typeof earn;
  admin: typeof admin;
  pair: typeof pair;
}

export type Room = keyof Texts;
