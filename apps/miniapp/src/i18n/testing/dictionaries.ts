import type { Language } from '@spindle/shared';
import { english } from '../en/index.ts';
import { loadTexts, textsHere } from '../load.ts';
import type { Room } from '../texts.ts';

const isRoom = (name: string): name is Room => name in english;

/** All dictionaries there are. */
export const ROOMS: Room[] = Object.keys(english).filter(isRoom);

export const LANGUAGES: Language[] = ['en', 'ru'];

/** Fetches every dictionary in every language. */
export async function loadAllTexts(): Promise<void> {
  await Promise.all(LANGUAGES.flatMap((language) => ROOMS.map((room) => loadTexts(language, room))));
}

export interface PlacedText {
  path: string;
  text: string;
}

/** What a text at this path is given in the place of each thing that it takes. */
export type ArgumentsFor = (path: string, count: number) => unknown[];

const twos: ArgumentsFor = (_, count) => Array.from({ length: count }, () => 2);

/** Every text of a dictionary with its path. */
export function textsOf(language: Language, room: Room, argumentsFor: ArgumentsFor = twos): PlacedText[] {
  return textsBelow(textsHere(language, room), room, argumentsFor);
}

function textsBelow(node: unknown, path: string, argumentsFor: ArgumentsFor): PlacedText[] {
  if (typeof node === 'string') return [{ path, text: node }];
  if (typeof node === 'function') return [{ path, text: String(node(...argumentsFor(path, node.length))) }];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, member]) => textsBelow(member, `${path}.${key}`, argumentsFor));
}
