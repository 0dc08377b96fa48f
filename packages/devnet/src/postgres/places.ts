import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { processIdentity } from '../process-identity.ts';
import { explainFailure } from './explain-failure.ts';
import { SHARED_FOLDER } from './find-binaries.ts';
import { scratchFolder, scratchFolders } from './scratch-folder.ts';
import { canEveryoneReach } from './server-user.ts';

const TEMPORARY = 'spindle-postgres-';
const UNOWNED_MS = 10 * 60_000;

/** Says which run of which program started the server here; see {@link processIdentity}. */
export const ownerFileOf = (dataDir: string): string => join(dataDir, 'owner');

/**
 * Postgres's own folder inside ours. When root works in a folder that `nobody` cannot enter (/root), the cluster lies in
 * {@link SHARED_FOLDER} instead, and a file `moved-to` says where.
 */
export function placeCluster(dataDir: string, asRoot: boolean): string {
  const folder = resolve(dataDir);
  const cluster = join(folder, 'cluster');
  try {
    mkdirSync(folder, { recursive: true });
    if (!asRoot || canEveryoneReach(cluster)) return cluster;
    const note = join(folder, 'moved-to');
    if (!existsSync(note)) writeFileSync(note, join(SHARED_FOLDER, randomUUID(), 'cluster'));
    const moved = readFileSync(note, 'utf8').trim();
    mkdirSync(join(moved, '..'), { recursive: true, mode: 0o755 });
    return moved;
  } catch (error) {
    throw explainFailure(error, cluster);
  }
}

/** A new folder for a cluster that is thrown away; its owner is on record before anybody could take it for lost. */
export function temporaryFolder(durable: boolean): string {
  const folder = mkdtempSync(join(durable ? tmpdir() : scratchFolder(), TEMPORARY));
  chmodSync(folder, 0o711); // The server may run as another user; the cluster inside is closed to all but that one.
  writeFileSync(ownerFileOf(folder), processIdentity(process.pid) ?? '');
  return folder;
}

/** Temporary folders whose program is gone: it was killed, and could not clean up. */
export function abandonedFolders(): string[] {
  return [...new Set(scratchFolders())]
    .flatMap((parent) => readdirSync(parent).map((name) => ({ name, folder: join(parent, name) })))
    .filter(({ name, folder }) => name.startsWith(TEMPORARY) && isAbandoned(folder))
    .map(({ folder }) => folder);
}

function isAbandoned(folder: string): boolean {
  try {
    if (statSync(folder).uid !== (process.getuid?.() ?? statSync(folder).uid)) return false;
    const owner = existsSync(ownerFileOf(folder)) ? readFileSync(ownerFileOf(folder), 'utf8') : '';
    if (!owner) return Date.now() - statSync(folder).mtimeMs > UNOWNED_MS;
    return processIdentity(Number(owner.split('@')[0])) !== owner;
  } catch {
    return false; // Another program is deleting it just now.
  }
}

/** Deletes a data folder, and the cluster where it was moved to. */
export function removeFolder(dataDir: string, clusterDir: string): void {
  const elsewhere = join(clusterDir, '..');
  if (elsewhere.startsWith(SHARED_FOLDER)) rmSync(elsewhere, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
