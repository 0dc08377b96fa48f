import type { FastifyInstance } from 'fastify';
import type { Deps } from './deps.ts';
import type { Drain } from './platform/drain.ts';
import type { Logger } from './platform/index.ts';

export interface ClosingParts {
  deps: Pick<Deps, 'admission' | 'batches' | 'relay' | 'nodes' | 'pairings' | 'reconciler' | 'db'>;
  app: FastifyInstance;
  drain: Drain;
  clockwork: { stop(): Promise<void> };
  /** How long answers in work may go on. */
  drainMs: number;
  log: Pick<Logger, 'warn'>;
}

/** Time for what was cut to be told to its buyer and written into the books. */
const CUT_MS = 5_000;
/** Streams that have just ended close, and their receipts are acknowledged. */
const LAST_WORDS_MS = 1_000;

/**
 * Closes a broker without cutting an answer: whoever comes or waits is refused at once, answers in work go on to their
 * end, only then are the nodes told, and the rest is closed in the reverse order of its opening.
 */
export async function closeBroker({ deps, app, drain, clockwork, drainMs, log }: ClosingParts): Promise<void> {
  drain.begin();
  deps.admission.close();
  deps.pairings.close();
  deps.reconciler.stop();
  const stopped = clockwork.stop();
  const ended = Promise.all([deps.batches.stop(), deps.relay.close(), drain.idle()]);
  const isWhole = await within(drainMs, ended);
  if (!isWhole) {
    log.warn({ cut: deps.relay.active }, 'answers in work took longer than DRAIN_SECONDS and are cut');
    deps.relay.cut();
  }
  await deps.nodes.close(isWhole ? LAST_WORDS_MS : 0);
  await within(CUT_MS, ended);
  await app.close();
  await stopped;
  await deps.reconciler.close();
  await deps.db.close();
}

/** @returns false when it took longer. */
async function within(patienceMs: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
