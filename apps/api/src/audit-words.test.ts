import { describe, expect, it } from 'vitest';
import { readAuditCommand } from './audit-command.ts';
import { exitCodeOf, tellReport } from './audit-words.ts';
import type { Finding } from './modules/audit/index.ts';

const differs: Finding = { kind: 'difference', check: 'a rule', subject: 'job-1', expected: '5', actual: '6' };
const unread: Finding = { kind: 'unknown', check: 'a rule', subject: '0:ab', expected: 'readable', actual: 'silent' };
const report = (findings: Finding[]) => ({
  beganAtMs: 0,
  endedAtMs: 1_500,
  looked: { receipts: 2, accounts: 3 },
  coins,
  findings,
});
const coins = {
  ...{
    booksNano: 7_000_000_000n,
    escrowsNano: 4_000_000_000n,
    earningsNano: 1_000_000_000n,
    walletNano: 1_500_000_000n,
  },
  ...{ claimsUnderWayNano: 500_000_000n, fundingsUnderWayNano: 0n, elsewhereNano: 0n },
};
const after = { stop: null, wantsClear: false, isCleared: false, isJson: false };

describe('the audit’s words', () => {
  it.each<[Finding[], number, RegExp]>([
    [
      [],
      0,
      /^ {2}On chain by the books: 7 TON\. Of it: 4 in escrows, 1 in providers’ accounts, 1\.5 in the market’s wallet, 0\.5 under way between them\.\n✓ Books, receipts and chain fit to the nano \(2 receipts, 3 accounts on chain, 1\.5 s\)\.\n$/,
    ],
    [[unread], 3, /not readable \(silent\)\n.*\n0 differ, 1 could not be read/],
    [[differs, unread], 1, /job-1: must be 5, is 6\n.*\n.*\n1 differ, 1 could not be read/],
  ])('of %o', (findings, code, words) => {
    expect(exitCodeOf(report(findings))).toBe(code);
    expect(tellReport(report(findings), after)).toMatch(words);
    const json = JSON.parse(tellReport(report(findings), { ...after, isJson: true }));
    expect(json).toMatchObject({ isClean: findings.length === 0, exitCode: code, findings });
  });

  it('tell of a stop, and whether it was cleared', () => {
    const stop = { reason: 'a rule', sinceMs: 0 };
    expect(tellReport(report([]), { ...after, stop })).toContain(
      'Payouts stand still since 1970-01-01T00:00:00.000Z: a rule.',
    );
    expect(tellReport(report([differs]), { ...after, stop, wantsClear: true })).toContain('until nothing differs');
    expect(tellReport(report([]), { ...after, wantsClear: true, isCleared: true })).toContain('Payouts go out again.');
  });

  it('read what is asked', () => {
    expect(readAuditCommand(['--json', '--clear-stop', ' found it '])).toEqual({
      ok: true,
      command: { isJson: true, clearStop: 'found it' },
    });
    expect(readAuditCommand(['--clear-stop', ''])).toMatchObject({ ok: false });
    expect(readAuditCommand(['--all'])).toMatchObject({ ok: false });
  });
});
