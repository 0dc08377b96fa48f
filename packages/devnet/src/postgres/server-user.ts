import { statSync } from 'node:fs';
import { dirname, parse } from 'node:path';

/** The system user that the server runs as; empty means: as ourselves. */
export type ServerUser = { uid: number; gid: number } | Record<string, never>;

const NOBODY = { uid: 65534, gid: 65534 };

/**
 * Postgres refuses to run as root, so root's server runs as the owner of the cluster it finds, or as `nobody`.
 * @param clusterDir where the cluster is or will be.
 */
export function serverUser(clusterDir: string, ownUid = process.getuid?.()): ServerUser {
  if (ownUid !== 0) return {};
  const found = statSync(clusterDir, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : NOBODY;
}

/** True when any user of this machine may walk down to `path`: every folder above it can be entered by others. */
export function canEveryoneReach(path: string): boolean {
  const folder = dirname(path);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && (found.mode & 0o001) === 0) return false;
  return folder === parse(folder).root || canEveryoneReach(folder);
}
