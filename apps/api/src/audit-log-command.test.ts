import { describe, expect, it } from 'vitest';
import { exitCodeOf, readAuditLogCommand, tellAuditLog } from './audit-log-command.ts';

const HASH = 'ab'.repeat(32);
const intact = { entries: 3, head: { seq: 3, hash: HASH }, anchors: [], findings: [] };

describe('npm run audit-log', () => {
  it('takes heads that were kept, in any case', () => {
    const read = readAuditLogCommand(['--json', '--since', HASH.toUpperCase(), '--since', HASH]);
    expect(read).toEqual({ ok: true, command: { isJson: true, since: [HASH, HASH] } });
  });

  it.each([[['--since', 'yesterday']], [['--sinse', HASH]], [['now']]])('refuses %j', (args) => {
    expect(readAuditLogCommand(args).ok).toBe(false);
  });

  it('says that all is as it was, and what to keep', () => {
    expect(exitCodeOf(intact)).toBe(0);
    expect(tellAuditLog(intact, false)).toContain(`Head: ${HASH} (row 3)`);
    expect(JSON.parse(tellAuditLog(intact, true))).toMatchObject({ isIntact: true, exitCode: 0, head: { hash: HASH } });
  });

  it('says where it is broken', () => {
    const broken = { ...intact, findings: [{ kind: 'removed' as const, seq: 2, toSeq: 4 }] };
    expect(exitCodeOf(broken)).toBe(1);
    expect(tellAuditLog(broken, false)).toContain('rows 2 to 4 are gone');
  });
});
