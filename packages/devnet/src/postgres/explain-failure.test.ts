import { expect, it } from 'vitest';
import { explainFailure } from './explain-failure.ts';

it.each([
  [
    'creating files ... ok\ninitdb: error: could not write file: No space left on device',
    /^The disk that holds \/d is full\. Free/,
  ],
  ["EACCES: permission denied, mkdir '/d/cluster'", /^The folder \/d cannot be read or written by this user/],
  ["EROFS: read-only file system, mkdir '/d'", /read-only disk/],
  ['FATAL:  lock file "postmaster.pid" already exists', /Another Postgres works in \/d already/],
  [
    'initdb: could not look up effective user ID 1234: user does not exist',
    /set DATABASE_URL to a Postgres of your own/,
  ],
  ['LOG:  starting\nFATAL:  something new', /did not start: FATAL: {2}something new$/],
  ['', /it said nothing/],
])('turns "%s" into advice', (said, advice) => {
  expect(explainFailure(said, '/d/cluster').message).toMatch(advice);
});

it('quotes the line that it understood', () => {
  const said = 'LOG: one\nFATAL:  could not bind IPv4 address "127.0.0.1": Address already in use\nLOG: two';
  expect(explainFailure(said, '/d/cluster', 5432).message).toBe(
    'Port 5432 of this machine is taken by another program. Stop that program or choose another port. ' +
      '(FATAL:  could not bind IPv4 address "127.0.0.1": Address already in use)',
  );
});
