import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '@spindle/shared';

/** The node's data folder: what must survive a restart. */
export interface Home {
  path: string;
  identity: string;
  membership: string;
  config: string;
  journal: string;
  replays: string;
  lock: string;
  status: string;
  earnings: string;
  /** There while the owner has paused the machine. */
  paused: string;
}

export const defaultHome = (): string => join(homedir(), '.spindle-node');

/** Makes the folder, closed to other users. Refusal: `node_home`. */
export async function openHome(path: string): Promise<Result<Home>> {
  try {
    // Not one call: Node's own recursion never ends below /proc.
    await makeFolder(resolve(path));
    const probe = join(path, '.writable');
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    return fail('node_home', { home: path, reason: systemReason(error) });
  }
  return ok(homeAt(path));
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (systemReason(error) === 'EEXIST') return;
    if (systemReason(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}

export function homeAt(path: string): Home {
  return {
    path,
    identity: join(path, 'identity.json'),
    membership: join(path, 'node.json'),
    config: join(path, 'config.json'),
    journal: join(path, 'receipts.journal'),
    replays: join(path, 'answered.log'),
    lock: join(path, 'run.lock'),
    status: join(path, 'status.json'),
    earnings: join(path, 'earnings.json'),
    paused: join(path, 'paused'),
  };
}

/** @returns null when there is no such file; @throws what else went wrong. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemReason(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a whole file or none of it. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, text, { mode, flush: true });
  await chmod(draft, mode);
  await rename(draft, path);
}

/** The system's word for what went wrong: `EACCES`, `ENOSPC`. */
export function systemReason(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
}
