import type { Primitives } from '@spindle/sealed';
import { base64url, concat, utf8 } from '@spindle/shared';
import type { AnyAskInput, ChatMessage } from './ask-input.ts';

const DOMAIN = utf8('spindle-affinity/1\0');
/** Enough that two conversations don't meet by chance. */
const WORD_BYTES = 15;
/** More of a beginning tells no more apart. */
const BEGINNING_CHARACTERS = 4_096;

/**
 * The word by which requests find the machine that still knows how they begin: the caller's own, or that beginning. A
 * conversation begins with everything up to its first question, which all its later turns repeat.
 * @returns null where nothing is gained by it.
 */
export function affinityWord(input: AnyAskInput): string | null {
  if (input.affinity) return `word\0${input.affinity}`;
  if (input.kind === 'embeddings') return null;
  const beginning = input.kind === 'completion' ? input.prompt : beginningOf(input.messages);
  return `text\0${input.model}\0${JSON.stringify(beginning).slice(0, BEGINNING_CHARACTERS)}`;
}

function beginningOf(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const question = messages.findIndex(({ role }) => role === 'user');
  return question < 0 ? messages : messages.slice(0, question + 1);
}

/**
 * What the market is told of a word: its hash under a salt that stays on this device, so that it can compare words and
 * guess none.
 */
export async function hideWord(word: string, salt: Uint8Array, { hasher }: Primitives): Promise<string> {
  const hash = hasher();
  hash.update(concat(DOMAIN, utf8(`${salt.length}\0`), salt, utf8(word)));
  return base64url((await hash.digest()).subarray(0, WORD_BYTES));
}
