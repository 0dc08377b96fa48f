import type { admin } from './en/admin.ts';
import type { build } from './en/build.ts';
import type { chat } from './en/chat.ts';
import type { clouds } from './en/clouds.ts';
import type { connection } from './en/connection.ts';
import type { core } from './en/core.ts';
import type { disputes } from './en/disputes.ts';
import type { earn } from './en/earn.ts';
import type { images } from './en/images.ts';
import type { market } from './en/market.ts';
import type { notices } from './en/notices.ts';
import type { offers } from './en/offers.ts';
import type { office } from './en/office.ts';
import type { pair } from './en/pair.ts';
import type { policy } from './en/policy.ts';
import type { proof } from './en/proof.ts';
import type { review } from './en/review.ts';
import type { reviews } from './en/reviews.ts';
import type { seal } from './en/seal.ts';
import type { settings } from './en/settings.ts';
import type { start } from './en/start.ts';
import type { wallet } from './en/wallet.ts';
import type { welcome } from './en/welcome.ts';

/** The dictionaries. English gives the shape, so that a text missing in Russian does not compile. */
export interface Texts {
  core: typeof core;
  market: typeof market;
  chat: typeof chat;
  proof: typeof proof;
  wallet: typeof wallet;
  welcome: typeof welcome;
  build: typeof build;
  earn: typeof earn;
  admin: typeof admin;
  disputes: typeof disputes;
  images: typeof images;
  clouds: typeof clouds;
  notices: typeof notices;
  offers: typeof offers;
  office: typeof office;
  policy: typeof policy;
  pair: typeof pair;
  review: typeof review;
  reviews: typeof reviews;
  seal: typeof seal;
  settings: typeof settings;
  connection: typeof connection;
  start: typeof start;
}

export type Room = keyof Texts;

/** How a language fetches each dictionary. */
export type Loaders = { [Name in Room]: () => Promise<Texts[Name]> };
