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
    /could not locate a valid checkpoint|invalid checkpoint|PANIC|could not open file|not a valid data directory/,
    (folder) =>
      `The database in ${folder} is damaged. Move the folder away to begin with an empty one, ` +
      'or put it back from a backup.',
  ],
  [
    /could not look up effective user/,
    () =>
      'This machine does not know the user that Postgres runs as (root lends it the number 65534, "nobody"). ' +
      'Start as a user that is listed in /etc/passwd, or set DATABASE_URL to a Postgres of your own.',
  ],
];

/**
 * Turns what Postgres or the file system said into a sentence that says what to do, with their own words after it.
 * @param failure everything that Postgres printed, or an error of the file system.
 */
export function explainFailure(failure: unknown, clusterDir: string, port?: number): Error {
  const output = failure instanceof Error ? failure.message : String(failure);
  const lines = output.trim().split('\n');
  for (const [sign, sentence] of REASONS) {
    const words = lines.find((line) => sign.test(line));
    if (words) return new Error(`${sentence(dirname(clusterDir), port)} (${words.trim()})`);
  }
  return new Error(`The embedded Postgres did not start: ${lines.at(-1) || 'it said nothing'}`);
}
