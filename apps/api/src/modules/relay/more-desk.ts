import { fail, type MoreReply, ok, type Result, type Signed, type Wrap } from '@spindle/shared';

/** Time for a device to check a few keys and seal to them, over a phone's network. */
const PATIENCE_MS = 10_000;

interface Open {
  accountId: string;
  resolve(wraps: Wrap[] | null): void;
}

/**
 * Where buyers' devices bring what they were asked for by a `More` frame: the content key, sealed to more machines. The
 * device must be the one whose answer is under way here.
 */
export class MoreDesk {
  /** By the text of the quote that the device was given. */
  readonly #open = new Map<string, Open>();

  /** Waits for the device's answer. @returns null when it does not come, or the buyer has left. */
  ask(accountId: string, quote: Signed, signal: AbortSignal): Promise<Wrap[] | null> {
    return new Promise((resolve) => {
      const done = (wraps: Wrap[] | null) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        this.#open.delete(quote.text);
        resolve(wraps);
      };
      const leave = () => done(null);
      const timer = setTimeout(leave, PATIENCE_MS);
      signal.addEventListener('abort', leave, { once: true });
      this.#open.set(quote.text, { accountId, resolve: done });
      if (signal.aborted) leave();
    });
  }

  /** Refusals: `not_found` (this was not asked, or it took too long), `quote_not_yours`. */
  answer(accountId: string, { quote, wraps }: MoreReply): Result<null> {
    const open = this.#open.get(quote.text);
    if (!open) return fail('not_found', { what: 'request' });
    if (open.accountId !== accountId) return fail('quote_not_yours');
    open.resolve(wraps);
    return ok(null);
  }
}
