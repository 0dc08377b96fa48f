import { rm } from 'node:fs/promises';
import { type Home, readIfThere, writeWhole } from './home.ts';

/** Whether the owner has paused this machine: it stays so over restarts. */
export const isPaused = async (home: Home): Promise<boolean> => (await readIfThere(home.paused)) !== null;

export async function writePaused(home: Home, paused: boolean): Promise<void> {
  if (paused) await writeWhole(home.paused, 'Takes no work until: spindle-node resume\n', 0o600);
  else await rm(home.paused, { force: true });
}
