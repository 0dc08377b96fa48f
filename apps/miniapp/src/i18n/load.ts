import type { Language } from '@spindle/shared';
import type { Room, Texts } from './texts.ts';

type Loaders = { [Name in Room]: () => Promise<Texts[Name]> };

/** Each dictionary is a chunk: a screen waits for its own and in one language only. */
const loaders: Record<Language, Loaders> = {
  en: {
    core: async () => (await import('./en/core.ts')).core,
    market: async () => (await import('./en/market.ts')).market,
    chat: async () => (await import('./en/chat.ts')).chat,
    proof: async () => (await import('./en/proof.ts')).proof,
    wallet: async () => (await import('./en/wallet.ts')).wallet,
    build: async () => (await import('./en/build.ts')).build,
    earn: async () => (await import('./en/earn.ts')).earn,
    admin: async () => (await import('./en/admin.ts')).admin,
    disputes: async () => (await import('./en/disputes.ts')).disputes,
    images: async () => (await import('./en/images.ts')).images,
    clouds: async () => (await import('./en/clouds.ts')).clouds,
    notices: async () => (await import('./en/notices.ts')).notices,
    offers: async () => (await import('./en/offers.ts')).offers,
    office: async () => (await import('./en/office.ts')).office,
    policy: async () => (await import('./en/policy.ts')).policy,
    pair: async () => (await import('./en/pair.ts')).pair,
    review: async () => (await import('./en/review.ts')).review,
    seal: async () => (await import('./en/seal.ts')).seal,
    start: async () => (await import('./en/start.ts')).start,
    welcome: async () => (await import('./en/welcome.ts')).welcome,
  },
  ru: {
    core: async () => (await import('./ru/core.ts')).core,
    market: async () => (await import('./ru/market.ts')).market,
    chat: async () => (await import('./ru/chat.ts')).chat,
    proof: async () => (await import('./ru/proof.ts')).proof,
    wallet: async () => (await import('./ru/wallet.ts')).wallet,
    build: async () => (await import('./ru/build.ts')).build,
    earn: async () => (await import('./ru/earn.ts')).earn,
    admin: async () => (await import('./ru/admin.ts')).admin,
    disputes: async () => (await import('./ru/disputes.ts')).disputes,
    images: async () => (await import('./ru/images.ts')).images,
    clouds: async () => (await import('./ru/clouds.ts')).clouds,
    notices: async () => (await import('./ru/notices.ts')).notices,
    offers: async () => (await import('./ru/offers.ts')).offers,
    office: async () => (await import('./ru/office.ts')).office,
    policy: async () => (await import('./ru/policy.ts')).policy,
    pair: async () => (await import('./ru/pair.ts')).pair,
    review: async () => (await import('./ru/review.ts')).review,
    seal: async () => (await import('./ru/seal.ts')).seal,
    start: async () => (await import('./ru/start.ts')).start,
    welcome: async () => (await import('./ru/welcome.ts')).welcome,
  },
};

const loaded: Record<Language, Partial<Texts>> = { en: {}, ru: {} };
const loading = new Map<string, Promise<unknown>>();

/** The dictionary if it is here already. */
export function textsHere<Name extends Room>(language: Language, room: Name): Texts[Name] | undefined {
  return loaded[language][room];
}

/** Fetches a dictionary once; the same promise for everyone who waits. A failed fetch is tried again next time. */
export function loadTexts(language: Language, room: Room): Promise<unknown> {
  const key = `${language}/${room}`;
  const started = loading.get(key) ?? keep(language, room);
  loading.set(key, started);
  return started;
}

async function keep<Name extends Room>(language: Language, room: Name): Promise<void> {
  try {
    const texts: Partial<Texts>[Name] = await loaders[language][room]();
    loaded[language][room] = texts;
  } catch (error) {
    loading.delete(`${language}/${room}`);
    throw error;
  }
}
