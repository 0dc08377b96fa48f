import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** How this program came onto the machine, and so how a newer one comes. */
export type Installation =
  | { kind: 'npx' | 'container' | 'unknown' }
  /** Installed by npm for all projects: npm can put the newer one in its place. */
  | { kind: 'global' }
  /** A clone of the repository. */
  | { kind: 'clone'; folder: string };

/** @param program the file that runs. @param inContainer whether the image says so. */
export function findInstallation(program: string, inContainer: boolean, isThere = existsSync): Installation {
  if (inContainer) return { kind: 'container' };
  const path = realPath(program);
  if (path.includes(`${sep}_npx${sep}`)) return { kind: 'npx' };
  if (/[\\/]lib[\\/]node_modules[\\/]/.test(path) || /[\\/]npm[\\/]node_modules[\\/]/.test(path))
    return { kind: 'global' };
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (isThere(join(folder, '.git'))) return { kind: 'clone', folder };
  }
  return { kind: 'unknown' };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** What an owner runs to have the newer version. */
export function updateCommand(installation: Installation, name: string, newest: string): string {
  switch (installation.kind) {
    case 'npx':
      return `npx ${name}@${newest} run`;
    case 'global':
      return `npm install --global ${name}@${newest}`;
    case 'clone':
      return `cd ${installation.folder} && git pull && npm ci && npm run build -w @spindle/node`;
    case 'container':
      return 'build the image again from the newest repository, and start it with the same volume';
    case 'unknown':
      return `npm install --global ${name}@${newest}`;
  }
}
