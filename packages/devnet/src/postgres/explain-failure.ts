import { dirname } from 'node:path';

const REASONS: [RegExp, (folder: string, port: number | undefined) => string][] = [
  [
    /No space left on device|ENOSPC/,
    (folder) => `The disk that holds ${folder} is full. Free at least 200 MB and start again.`,
  ],
  [
    /could not bind|Address already in use/,
    (_, port) => `Port ${port} of this machine is taken by another program. Stop that program or choose another port.`,
  ],
  [
    /Permission denied|EACCES|EPERM|wrong ownership|invalid permissions/,
    (folder) =>
      `The folder ${folder} cannot be read or written by this user. ` +
      'It was probably made by another user: give it to yourself (chown -R) or choose another folder.',
  ],
  [/Read-only file system|EROFS/, (folder) => `The folder ${folder} lies on a read-only disk. Choose another folder.`],
  [
    /lock file "postmaster.pid" already exists|pre-existing shared memory block/,
    (folder) => `Another Postgres works in ${folder} already. Stop it or choose another folder.`,
  ],
  [
    /was initialized by PostgreSQL version|incompatible with server/,
    (folder) =>
      `The database in ${folder} was made by another version of Postgres. ` +
      'Dump it with that version, or move the folder away to begin with an empty one.',
  ],
  [
    /could not locate a valid checkpoint|invalid checkpoint|PANIC|could not open file|not a valid data directory|is missing/,
    (folder) =>
      `The database in ${folder} is damaged. Move the folder away to begin with an empty one, ` +
      'or put it back from a backup.',
  ],
  [
    /could not look up effective user|user does not exist/,
    () => 'Postgres does not run as root, and this machine has no user "nobody" (65534). Start as an ordinary user.',
  ],
];

/**
 * Turns what Postgres or the file system said into a sentence that says what to do, with their own last words after it.
 * @param output everything they printed.
 */
export function explainFailure(output: string, clusterDir: string, port?: number): Error {
  const reason = REASONS.find(([sign]) => sign.test(output))?.[1](dirname(clusterDir), port);
  const words = output.split('\n').filter((line) => /FATAL|PANIC|error|E[A-Z]{4,}/i.test(line));
  const last = (words.at(-1) ?? output.trim().split('\n').at(-1) ?? '').trim();
  return new Error(`${reason ?? 'The embedded Postgres did not start.'} (Postgres said: ${last || 'nothing'})`);
}
