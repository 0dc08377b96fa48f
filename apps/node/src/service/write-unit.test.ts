import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { servicePlace, UNIT } from './place.ts';
import { type UnitParts, writeUnit } from './write-unit.ts';

const VERIFIER = '/usr/bin/systemd-analyze';
const unit = (parts: Partial<UnitParts> = {}): string =>
  writeUnit({
    ...{ isUser: false, node: process.execPath, program: process.execPath, home: '/var/lib/spindle', user: '65534' },
    configFile: null,
    ...parts,
  });

/** Values of a key, as systemd reads the file. */
const valuesOf = (text: string, key: string): string[] =>
  text.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));

describe('the unit', () => {
  it('starts the program with its folder, again after a failure, and never after it was drained', () => {
    const text = unit();
    expect(valuesOf(text, 'ExecStart')).toEqual([
      `${process.execPath} ${process.execPath} run --home /var/lib/spindle`,
    ]);
    expect(valuesOf(text, 'Restart')).toEqual(['on-failure']);
    expect(valuesOf(text, 'User')).toEqual(['65534']);
    expect(valuesOf(unit({ isUser: true, user: null }), 'User')).toEqual([]);
  });

  it('is hardened, as far as each kind of service can be', () => {
    const text = unit();
    for (const key of ['NoNewPrivileges', 'RestrictSUIDSGID', 'PrivateTmp', 'ProtectKernelTunables']) {
      expect(valuesOf(text, key)).toEqual(['yes']);
    }
    expect(valuesOf(text, 'ProtectSystem')).toEqual(['strict']);
    expect(valuesOf(text, 'ReadWritePaths')).toEqual(['/var/lib/spindle']);
    const own = unit({ isUser: true, user: null });
    expect(valuesOf(own, 'NoNewPrivileges')).toEqual(['yes']);
    expect(valuesOf(own, 'ProtectSystem')).toEqual([]);
    // JavaScript is compiled in memory.
    expect(text).not.toContain('MemoryDenyWriteExecute');
  });

  it('keeps paths with spaces and signs in one word', () => {
    const [line] = valuesOf(unit({ home: '/home/a b/50%"$x' }), 'ExecStart');
    expect(line).toContain('"/home/a b/50%%\\"$$x"');
  });

  it.skipIf(!existsSync(VERIFIER))('is one that systemd itself finds good', () => {
    for (const isUser of [true, false]) {
      const file = join(temporaryFolder(), UNIT);
      writeFileSync(file, unit({ isUser, user: null, home: '/var/lib/a b' }));
      const said = execFileSync(VERIFIER, [...(isUser ? ['--user'] : []), '--man=no', 'verify', file], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, XDG_RUNTIME_DIR: temporaryFolder() },
      });
      expect(said).toBe('');
    }
  });

  it('is root’s for the system, and everyone else’s for themselves', () => {
    expect(servicePlace(0, {})).toMatchObject({ isUser: false, file: `/etc/systemd/system/${UNIT}`, systemctl: [] });
    expect(servicePlace(1000, { XDG_CONFIG_HOME: '/c' })).toMatchObject({
      ...{ isUser: true, file: `/c/systemd/user/${UNIT}`, systemctl: ['--user'] },
    });
  });
});
