import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The file of a build that lists all others. */
export const BUILD_FILE = 'build.json';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of every file in a folder but {@link BUILD_FILE}, by its path with `/`. */
export function hashesOf(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => name !== BUILD_FILE)
    .sort();
  return Object.fromEntries(names.map((name) => [name, sha256(readFileSync(path.join(folder, name)))]));
}

/** What `build.json` says: one text for one set of files. Its SHA-256 is the hash of the build. */
export const buildText = (files) => `${JSON.stringify({ v: 1, files }, null, 1)}\n`;
