import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fail, ok, type Result } from '@spindle/shared';
import { type Home, readIfThere, systemReason } from './home.ts';

/**
 * One running program per data folder: two would each think that they alone write the journal.
 * A lock whose process is gone, or was never ours, is taken over. Refusal: `node_running`.
 * @returns what gives the lock back.
 */
export async function lockHome(home: Home): Promise<Result<() => void>> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(home.lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      return ok(() => rmSync(home.lock, { force: true }));
    } catch (error) {
      if (systemReason(error) !== 'EEXIST') return fail('node_home', { home: home.path, reason: systemReason(error) });
    }
    const pid = await runningProcess(home);
    if (pid !== null) return fail('node_running', { home: home.path, pid });
    rmSync(home.lock, { force: true });
  }
  return fail('node_home', { home: home.path, reason: 'run.lock cannot be taken' });
}

/** The process that runs with this folder; null when none does. */
export async function runningProcess(home: Home): Promise<number | null> {
  const pid = Number(await readIfThere(home.lock));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return null;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    return systemReason(error) === 'EPERM' ? pid : null;
  }
}
