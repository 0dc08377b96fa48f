import type { LlamaModel, Token } from 'node-llama-cpp';

const INCOMPLETE = '\uFFFD';
/** A character has four bytes at most; what is not one after so many tokens never will be. */
const MAX_PENDING = 4;
/** The tokens before decide about a leading space. */
const CONTEXT_TOKENS = 4;

/** Turns tokens into text one by one, waiting where a character is spread over several tokens. */
export class TokenText {
  #pending: Token[] = [];
  #before: Token[] = [];

  constructor(private readonly model: Pick<LlamaModel, 'detokenize'>) {}

  push(token: Token): string {
    this.#pending.push(token);
    const text = this.model.detokenize(this.#pending, false, this.#before);
    if (text.endsWith(INCOMPLETE) && this.#pending.length < MAX_PENDING) return '';
    return this.#take(text);
  }

  /** What is left of a character that never became whole. */
  flush(): string {
    return this.#pending.length > 0 ? this.#take(this.model.detokenize(this.#pending, false, this.#before)) : '';
  }

  #take(text: string): string {
    this.#before = [...this.#before, ...this.#pending].slice(-CONTEXT_TOKENS);
    this.#pending = [];
    return text;
  }
}
