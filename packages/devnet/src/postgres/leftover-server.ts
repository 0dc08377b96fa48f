import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, processIdentity } from '../process-identity.ts';
import { type Installation, runBinary } from './run-binary.ts';

/** The server that `postmaster.pid` names, if it still runs. */
function runningServer(clusterDir: string): number | null {
  const file = join(clusterDir, 'postmaster.pid');
  const pid = Number(firstLine(file));
  if (!pid) return null;
  const command = commandLine(pid);
  if (!command) return null;
  if (/postgres/i.test(command)) return pid;
  // The number was given to another program since (a reboot, a new container); Postgres would refuse to start.
  rmSync(file, { force: true });
  return null;
}

/**
 * Makes sure that nothing runs on the cluster: the server of a program that crashed is stopped, that of a living
 * program is left alone.
 * @throws Error with a sentence for the reader when a living program uses the folder, or the server will not stop.
 */
export function stopLeftoverServer(installation: Installation, ownerFile: string, log: (line: string) => void): void {
  const { clusterDir } = installation;
  const pid = runningServer(clusterDir);
  if (!pid) return;
  const owner = firstLine(ownerFile);
  const ownerPid = Number(owner.split('@')[0]);
  if (owner && processIdentity(ownerPid) === owner)
    throw new Error(`${clusterDir} is in use by process ${ownerPid}. Stop that one, or choose another folder.`);
  log(`stopping the Postgres (process ${pid}) that a crashed program left in ${clusterDir}`);
  const stopped = runBinary(installation, 'pg_ctl', ['stop', '-D', clusterDir, '-m', 'fast', '-w', '-t', '30']);
  if (!stopped.ok && runningServer(clusterDir))
    throw new Error(`A Postgres (process ${pid}) that nobody owns works in ${clusterDir} and does not stop. End it.`);
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n')[0]?.trim() ?? '';
  } catch {
    return '';
  }
}
