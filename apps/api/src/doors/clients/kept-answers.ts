import type { RelayHead } from '@spindle/shared';
import { KeptAnswer } from './kept-answer.ts';

const LONGEST_MS = 120_000;
const MOST_OF_ACCOUNT = 4;
/** Of half a megabyte each at most. */
const MOST = 256;

/** Answers that can be taken up again over another connection, by an id that only their buyer knows. Of this broker alone. */
export class KeptAnswers {
  readonly #answers = new Map<string, KeptAnswer>();

  /** @returns null where no more are kept: the answer then ends with its connection, as ever. */
  begin(accountId: string, { id, ms }: NonNullable<RelayHead['keep']>): KeptAnswer | null {
    const own = [...this.#answers.values()].filter((answer) => answer.accountId === accountId).length;
    if (this.#answers.has(id) || own >= MOST_OF_ACCOUNT || this.#answers.size >= MOST) return null;
    const answer = new KeptAnswer(accountId, Math.min(ms, LONGEST_MS), () => this.#answers.delete(id));
    this.#answers.set(id, answer);
    return answer;
  }

  /** Another account's is none. */
  of(accountId: string, id: string): KeptAnswer | null {
    const answer = this.#answers.get(id);
    return answer?.accountId === accountId ? answer : null;
  }
}
