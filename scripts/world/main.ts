import { Refusal } from './refusal.ts';
import { readSettings } from './settings.ts';
import { summary } from './summary.ts';
import { openWorld, type Stops, stopAll } from './world.ts';

const stops: Stops = [];
let isClosing = false;

/** Closes every part in reverse order, once, and leaves. */
async function leave(code: number, sentence?: string): Promise<void> {
  if (isClosing) return;
  isClosing = true;
  if (sentence) console.error(`\n${sentence}`);
  await stopAll(stops);
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!isClosing) console.log('\nStopping …');
    void leave(0);
  });
}

try {
  const world = await openWorld(readSettings(process.env), stops, (sentence) => void leave(1, sentence));
  if (!isClosing) console.log(summary(world));
} catch (error) {
  if (!(error instanceof Refusal) && !isClosing) console.error(error);
  await leave(1, error instanceof Error ? error.message : String(error));
}
