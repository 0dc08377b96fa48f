import type { Language } from '@spindle/shared';
import { type Arriving, arriving } from '../lib/arriving.ts';
import { english } from './en/index.ts';
import { russian } from './ru/index.ts';
import type { Loaders, Room, Texts } from './texts.ts';

/** A language is a folder: what else a third one needs stands in docs/design.md. */
const loaders: Record<Language, Loaders> = { en: english, ru: russian };

type Shelf = { [Name in Room]?: Arriving<Texts[Name]> };

const shelves: Record<Language, Shelf> = { en: {}, ru: {} };

/** The dictionary if it is here already. */
export function textsHere<Name extends Room>(language: Language, room: Name): Texts[Name] | undefined {
  return shelves[language][room]?.value;
}

/** Fetches a dictionary once; the same promise for everyone who waits. A failed fetch is tried again next time. */
export function loadTexts<Name extends Room>(language: Language, room: Name): Promise<Texts[Name]> {
  const shelf = shelves[language];
  const started: Arriving<Texts[Name]> = shelf[room] ?? arriving(loaders[language][room]());
  if (shelf[room]) return started;
  Object.assign(shelf, { [room]: started });
  started.catch(() => delete shelf[room]);
  return started;
}
