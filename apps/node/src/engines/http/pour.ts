import type { IncomingMessage } from 'node:http';
import type { Patience } from './dialect.ts';

export interface Sink {
  /** Takes what has come. @returns a promise when it wants to wait before the next. */
  push(bytes: Buffer): Promise<void> | undefined;
  /** It has all that it wants: what still comes is of no use. */
  readonly isDone: boolean;
}

/**
 * Reads a body as it comes, and no faster than its sink takes it. Not by `for await`, which costs several promises a
 * piece. A body that was read to its end, or that has said its last word, leaves its connection for the next call.
 * @param patience for so long the engine may be silent; a sink's waiting is not its silence.
 * @param onFirst called when something has come.
 * @throws Error when the connection breaks before, or the sink throws.
 */
export function pour(response: IncomingMessage, sink: Sink, patience: Patience, onFirst: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let hasBegun = false;
    let failure: Error | null = null;
    const take = (bytes: Buffer) => {
      if (!hasBegun) {
        hasBegun = true;
        onFirst();
        response.setTimeout(patience.idleMs);
      }
      try {
        const wait = sink.push(bytes);
        if (sink.isDone) leave();
        else if (wait) pauseUntil(wait);
      } catch (error) {
        response.destroy();
        reject(error);
      }
    };
    const leave = () => {
      response.off('data', take);
      response.resume();
      resolve();
    };
    const pauseUntil = (wait: Promise<void>) => {
      response.pause();
      response.setTimeout(0);
      void wait.then(() => {
        if (response.destroyed) return;
        response.setTimeout(patience.idleMs);
        response.resume();
      });
    };
    response.on('data', take);
    response.on('end', resolve);
    response.on('error', (error: Error) => {
      failure = error;
    });
    response.on('close', () => {
      // An error is dear to make, and an answer that ended closes too.
      if (!response.readableEnded) reject(failure ?? new Error('the engine broke off'));
    });
  });
}
