import { rm, stat } from 'node:fs/promises';
import { type Home, readIfThere, writeWhole } from './home.ts';

/** Whether the owner has paused this machine: it stays so over restarts. */
export const isPaused = async (home: Home): Promise<boolean> => (await readIfThere(home.paused)) !== null;

/** Since when; null while it is not. */
export const pausedSinceMs = async (home: Home): Promise<number | null> =>
  (await isPaused(home))
    ? stat(home.paused).then(
        ({ mtimeMs }) => mtimeMs,
        () => null,
      )
    : null;

export async function writePaused(home: Home, paused: boolean): Promise<void> {
  if (paused) await writeWhole(home.paused, 'Takes no work until: spindle-node resume\n', 0o600);
  else await rm(home.paused, { force: true });
}
