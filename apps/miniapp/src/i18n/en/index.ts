import type { Loaders } from '../texts.ts';

/** English: it gives the shape of all others. Each dictionary is a chunk: a screen waits for its own and in one language only. */
export const english: Loaders = {
  core: async () => (await import('./core.ts')).core,
  market: async () => (await import('./market.ts')).market,
  chat: async () => (await import('./chat.ts')).chat,
  proof: async () => (await import('./proof.ts')).proof,
  wallet: async () => (await import('./wallet.ts')).wallet,
  build: async () => (await import('./build.ts')).build,
  earn: async () => (await import('./earn.ts')).earn,
  admin: async () => (await import('./admin.ts')).admin,
  disputes: async () => (await import('./disputes.ts')).disputes,
  images: async () => (await import('./images.ts')).images,
  clouds: async () => (await import('./clouds.ts')).clouds,
  offers: async () => (await import('./offers.ts')).offers,
  notices: async () => (await import('./notices.ts')).notices,
  office: async () => (await import('./office.ts')).office,
  policy: async () => (await import('./policy.ts')).policy,
  pair: async () => (await import('./pair.ts')).pair,
  review: async () => (await import('./review.ts')).review,
  reviews: async () => (await import('./reviews.ts')).reviews,
  seal: async () => (await import('./seal.ts')).seal,
  welcome: async () => (await import('./welcome.ts')).welcome,
  settings: async () => (await import('./settings.ts')).settings,
  connection: async () => (await import('./connection.ts')).connection,
  start: async () => (await import('./start.ts')).start,
};
