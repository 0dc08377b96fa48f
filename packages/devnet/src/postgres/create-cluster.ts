import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { explainFailure } from './explain-failure.ts';
import { type Installation, runBinary } from './run-binary.ts';

const INITDB = [
  ...['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-instructions'],
  ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
];

/**
 * Makes the cluster if there is none. It grows under another name and is renamed when whole, so that a start that was
 * interrupted leaves no half of a database behind.
 * @throws Error with a sentence for the reader.
 */
export function createCluster(installation: Installation, durable: boolean): void {
  const { clusterDir, user } = installation;
  if (existsSync(join(clusterDir, 'PG_VERSION'))) return;
  const unfinished = `${clusterDir}.${process.pid}.new`;
  try {
    if (existsSync(clusterDir) && readdirSync(clusterDir).length > 0)
      throw new Error(`${clusterDir} is not a valid data directory: it holds files that are no database`);
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    if (user.uid !== undefined) chownSync(unfinished, user.uid, user.gid);
    const made = runBinary(installation, 'initdb', ['-D', unfinished, ...INITDB, ...(durable ? [] : ['--no-sync'])]);
    if (!made.ok) throw new Error(made.output);
    if (existsSync(clusterDir)) rmdirSync(clusterDir);
    renameSync(unfinished, clusterDir);
  } catch (error) {
    throw explainFailure(error, clusterDir);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
