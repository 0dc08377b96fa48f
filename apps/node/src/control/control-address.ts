import { createHash } from 'node:crypto';
import { platform, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Home } from '../home/home.ts';

/** `sockaddr_un` holds no longer path on any system that we know. */
const LONGEST_PATH = 100;

/**
 * Where the running program listens to its owner: a socket in its data folder, which only its user can enter. Where that
 * path is too long for a socket, in a folder of the user's own below the temporary one; on Windows a named pipe.
 */
export function controlAddress({ path }: Pick<Home, 'path'>): { path: string; folder: string | null } {
  const own = join(path, 'control.sock');
  if (platform() !== 'win32' && Buffer.byteLength(own) <= LONGEST_PATH) return { path: own, folder: null };
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  if (platform() === 'win32') return { path: `\\\\.\\pipe\\spindle-node-${name}`, folder: null };
  const folder = join(tmpdir(), `spindle-node-${userInfo().uid}`);
  return { path: join(folder, `${name}.sock`), folder };
}
