import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ServerUser } from './server-user.ts';

/** What every call of a Postgres program needs to know. */
export interface Installation {
  /** Folder with `bin`, `lib` and `share`. */
  native: string;
  user: ServerUser;
  /** Postgres's own data folder. */
  clusterDir: string;
}

/** English messages whatever the machine speaks, because we read them; no PG* settings of the person's own. */
export function binaryEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(own), LC_ALL: 'C' };
}

/** Runs `initdb` or `pg_ctl` to its end. The working folder is `/`, since the caller's may be closed to that user. */
export function runBinary(
  { native, user }: Installation,
  name: 'initdb' | 'pg_ctl',
  args: string[],
): { ok: boolean; output: string } {
  const program = join(native, 'bin', name);
  const done = spawnSync(program, args, { ...user, cwd: '/', env: binaryEnvironment(), encoding: 'utf8' });
  const output = [done.error?.message, done.stderr, done.stdout].filter(Boolean).join('\n');
  return { ok: done.status === 0, output };
}
