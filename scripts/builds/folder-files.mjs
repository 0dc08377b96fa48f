import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The file of a build that lists all others. */
export const BUILD_FILE = 'build.json';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** What a file is called that says the same in fewer bytes, and what HTTP calls such a form. */
export const ENCODINGS = { '.br': 'br', '.gz': 'gzip' };

/** Whether it is another form of a file that lies beside it. Its bytes are the compressor's, whose versions differ. */
const isCompressed = (name) => path.extname(name) in ENCODINGS;

/** SHA-256 of every file in a folder but {@link BUILD_FILE} and compressed forms, by its path with `/`. */
export function hashesOf(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => name !== BUILD_FILE && !isCompressed(name))
    .sort();
  return Object.fromEntries(names.map((name) => [name, sha256(readFileSync(path.join(folder, name)))]));
}

/** What `build.json` says: one text for one set of files. Its SHA-256 is the hash of the build. */
export const buildText = (files) => `${JSON.stringify({ v: 1, files }, null, 1)}\n`;
