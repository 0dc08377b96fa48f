import type { Language } from '@spindle/shared';
import { english } from './en/index.ts';
import { russian } from './ru/index.ts';
import type { Loaders, Room, Texts } from './texts.ts';

/** A language is a folder: what else a third one needs stands in docs/design.md. */
const loaders: Record<Language, Loaders> = { en: english, ru: russian };

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
