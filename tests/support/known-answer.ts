/*
 * What the known-answer engine says: every prompt has one right answer, which anyone can work out. So a test knows, of
 * any answer that came through any number of machines, whether it is whole and correct.
 */

/** A word is a token, and carries its own place: a hole, a double or a mix-up shows at once. */
export function knownWord(prompt: string, at: number, choice = 0): string {
  return `w${at}-${(mix(hashOf(prompt) ^ mix(at + 1 + choice * 65_537)) >>> 0).toString(36)}`;
}

/** The piece of the answer that the token at this place is. */
export const knownPiece = (prompt: string, at: number, choice = 0): string =>
  `${at === 0 ? '' : ' '}${knownWord(prompt, at, choice)}`;

/** The right answer to a prompt: the text of its last user message, or the whole prompt of a completion. */
export function knownAnswer(prompt: string, words: number, choice = 0): string {
  return Array.from({ length: words }, (_, at) => knownPiece(prompt, at, choice)).join('');
}

/** How many words of the right answer this text is; null when it is not a beginning of it that ends with a word. */
export function wordsOf(prompt: string, partial: string): number | null {
  let text = '';
  for (let at = 0; text.length <= partial.length; at++) {
    if (text === partial) return at;
    text += knownPiece(prompt, at);
  }
  return null;
}

/** A unit vector of a text. */
export function knownVector(text: string, dimensions: number): Float32Array {
  const values = Float32Array.from({ length: dimensions }, (_, at) => mix(hashOf(text) ^ mix(at + 1)) / 2 ** 31);
  const length = Math.hypot(...values) || 1;
  return values.map((value) => value / length);
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return hash;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x45d9_f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9_f3b);
  return mixed ^ (mixed >>> 16);
}
