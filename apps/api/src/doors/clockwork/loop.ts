import type { ModuleLog } from '../../platform/index.ts';

export interface Loop {
  /** Ends after the round in work. */
  stop(): Promise<void>;
}

/**
 * Runs `round` again and again, `everyMs` after the end of the last one. A round that throws is logged (once, until one
 * succeeds again) and the next one comes as usual: each must be safe to repeat and to run in several brokers.
 */
export function startLoop(name: string, everyMs: number, round: () => Promise<unknown>, log: ModuleLog): Loop {
  let isStopped = false;
  let isFailing = false;
  let wake = () => {};

  async function run(): Promise<void> {
    while (!isStopped) {
      try {
        await round();
        if (isFailing) log.info({ loop: name }, 'clockwork works again');
        isFailing = false;
      } catch (error) {
        if (!isFailing) log.error({ loop: name, err: error }, 'clockwork failed; it tries again');
        isFailing = true;
      }
      await new Promise<void>((resolve) => {
        if (isStopped) return resolve();
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const running = run();
  return {
    stop: async () => {
      isStopped = true;
      wake();
      await running;
    },
  };
}
