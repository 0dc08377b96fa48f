import { createHash, randomInt } from 'node:crypto';

/** No 0/O, 1/I/L: a code is read from one screen and typed on another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;

export const JOIN_CODE_MINUTES = 15;
export const JOIN_CODE_LIFE_MS = JOIN_CODE_MINUTES * 60_000;

/** Eight characters, 40 bits: within its quarter of an hour nobody guesses one. */
export const makeJoinCodeText = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** What is kept of a code. Spaces, dashes and lower case don't matter: people type codes. */
export function hashJoinCode(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[\s-]/g, '');
  return createHash('sha256').update(`spindle-join/1\0${plain}`).digest('hex');
}
