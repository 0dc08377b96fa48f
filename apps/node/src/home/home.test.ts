import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unwrap, uuidv7 } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openHome } from './home.ts';
import { openIdentity } from './identity.ts';
import { readMembership, writeMembership } from './membership.ts';
import { lockHome, runningProcess } from './run-lock.ts';
import { readStatus } from './status-file.ts';

const open = async (path = temporaryFolder()) => unwrap(await openHome(path));
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('the data folder', () => {
  it('is made, however deep, for its owner only', async () => {
    const path = join(temporaryFolder(), 'a', 'b');
    expect(await openHome(path)).toMatchObject({ ok: true });
    expect(modeOf(path)).toBe(0o700);
  });

  it('that is a file, or below one, is a fault that says so', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(await openHome(file)).toMatchObject({ fault: { code: 'node_home', facts: { reason: 'ENOTDIR' } } });
    expect(await openHome(join(file, 'x'))).toMatchObject({ fault: { code: 'node_home' } });
  });
});

describe('the identity', () => {
  it('is made once, in a file that only its owner reads', async () => {
    const home = await open();
    const first = unwrap(await openIdentity(home));
    expect(modeOf(home.identity)).toBe(0o600);
    expect(unwrap(await openIdentity(home)).publicKey).toBe(first.publicKey);
    expect(unwrap(await openIdentity(await open())).publicKey).not.toBe(first.publicKey);
  });

  it('is closed again when someone opened it to others', async () => {
    const home = await open();
    await openIdentity(home);
    chmodSync(home.identity, 0o644);
    await openIdentity(home);
    expect(modeOf(home.identity)).toBe(0o600);
  });

  it.each([['{'], ['{"v":1,"seed":"short"}'], ['']])(
    'that is damaged (%s) is never replaced in silence',
    async (text) => {
      const home = await open();
      writeFileSync(home.identity, text);
      expect(await openIdentity(home)).toMatchObject({ ok: false, fault: { code: 'node_home' } });
      expect(readFileSync(home.identity, 'utf8')).toBe(text);
    },
  );
});

describe('the membership', () => {
  it('is read back as it was written, and missing or damaged is said', async () => {
    const home = await open();
    expect(await readMembership(home)).toMatchObject({ fault: { code: 'node_not_joined' } });
    const id = uuidv7(Date.now());
    const membership = {
      nodeId: id,
      listingId: id,
      brokerKey: 'ab'.repeat(32),
      env: 'dev',
      offers: [],
      tier: 'community',
      brokerUrl: 'http://x',
    } as const;
    await writeMembership(home, { ...membership, offers: [] });
    expect(await readMembership(home)).toEqual({ ok: true, value: membership });
    writeFileSync(home.membership, '{}');
    expect(await readMembership(home)).toMatchObject({ fault: { code: 'node_home' } });
    expect(await readStatus(home)).toBeNull();
  });
});

describe('the lock', () => {
  it('lets one program run, and is taken over from one that died', async () => {
    const home = await open();
    writeFileSync(home.lock, String(process.ppid));
    expect(await lockHome(home)).toMatchObject({ fault: { code: 'node_running', facts: { pid: process.ppid } } });
    expect(await runningProcess(home)).toBe(process.ppid);
    for (const dead of ['999999999', 'noise', '']) {
      writeFileSync(home.lock, dead);
      unwrap(await lockHome(home))();
    }
    expect(await runningProcess(home)).toBeNull();
  });
});
