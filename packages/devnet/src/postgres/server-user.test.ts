import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { canEveryoneReach, serverUser } from './server-user.ts';

const scratch = mkdtempSync(join(tmpdir(), 'reach-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('an ordinary user runs the server as itself', () => {
  expect(serverUser(join(scratch, 'absent'), 1000)).toEqual({});
});

it('root lends the server the number of nobody', () => {
  expect(serverUser(join(scratch, 'absent'), 0)).toEqual({ uid: 65534, gid: 65534 });
});

it('a folder closed to others cannot be reached, nor what lies deep in it', () => {
  mkdirSync(join(scratch, 'deep'));
  chmodSync(scratch, 0o755);
  expect(canEveryoneReach(join(scratch, 'deep', 'file'))).toBe(true);
  chmodSync(scratch, 0o700);
  expect(canEveryoneReach(join(scratch, 'deep', 'file'))).toBe(false);
});
