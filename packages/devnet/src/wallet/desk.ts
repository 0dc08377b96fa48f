import { randomUUID } from 'node:crypto';

/** How long an answer can be fetched after the decision. */
const KEEP_ANSWER_MS = 10 * 60_000;

/** A question to the person that holds a wallet. */
export interface Question<View> {
  id: string;
  wallet: string;
  askedAtMs: number;
  expiresAtMs: number;
  /** What the approval window shows; made when it is looked at, so that balances are today's. */
  view(): Promise<View>;
}

interface Entry<View> {
  question: Question<View>;
  decide(approved: boolean): void;
  answer: Promise<unknown>;
}

/** Where every request waits until the person has decided. Whoever does not decide in time has declined. */
export class Desk<View> {
  private readonly waiting = new Map<string, Entry<View>>();
  private readonly answers = new Map<string, Promise<unknown>>();
  private readonly timers = new Set<NodeJS.Timeout>();

  /**
   * @param onDecision makes the answer to the site.
   * @returns the id for the approval window, and the answer when there is one.
   */
  ask<Answer>(
    wallet: string,
    lifeMs: number,
    view: () => Promise<View>,
    onDecision: (approved: boolean) => Promise<Answer>,
  ): { id: string; answer: Promise<Answer> } {
    const id = randomUUID();
    const askedAtMs = Date.now();
    let decide: (approved: boolean) => void = () => {};
    const decision = new Promise<boolean>((resolve) => {
      decide = resolve;
    });
    const answer = decision.then(onDecision);
    answer.catch(() => {}); // Whoever waits for it sees the failure.
    const question = { id, wallet, askedAtMs, expiresAtMs: askedAtMs + lifeMs, view };
    this.waiting.set(id, { question, decide, answer });
    this.answers.set(id, answer);
    this.later(lifeMs, () => void this.decide(id, false));
    return { id, answer };
  }

  /** Questions to a wallet, oldest first. */
  pending(wallet: string): Question<View>[] {
    return [...this.waiting.values()].map(({ question }) => question).filter((question) => question.wallet === wallet);
  }

  find(id: string): Question<View> | null {
    return this.waiting.get(id)?.question ?? null;
  }

  /** Takes the decision; resolves when the answer is made. False when nothing waits under this id. */
  async decide(id: string, approved: boolean): Promise<boolean> {
    const entry = this.waiting.get(id);
    if (!entry) return false;
    this.waiting.delete(id);
    entry.decide(approved);
    await entry.answer.catch(() => {});
    this.later(KEEP_ANSWER_MS, () => this.answers.delete(id));
    return true;
  }

  /** The answer to a question, waiting or decided; null when nobody knows the id. */
  answerTo(id: string): Promise<unknown> | null {
    return this.answers.get(id) ?? null;
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms).unref();
    this.timers.add(timer);
  }
}
