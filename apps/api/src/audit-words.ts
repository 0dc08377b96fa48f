import { COIN, coinsText } from '@spindle/shared';
import type { AuditReport, Coins, Finding } from './modules/audit/index.ts';

/** 0: all fits. 1: something differs. 3: nothing is known to differ, but not all could be read. */
export function exitCodeOf({ findings }: Pick<AuditReport, 'findings'>): 0 | 1 | 3 {
  if (findings.some(({ kind }) => kind === 'difference')) return 1;
  return findings.length > 0 ? 3 : 0;
}

export interface AuditAftermath {
  stop: { reason: string; sinceMs: number } | null;
  wantsClear: boolean;
  isCleared: boolean;
  isJson: boolean;
}

export function tellReport(report: AuditReport, aftermath: AuditAftermath): string {
  const { findings, looked, coins, beganAtMs, endedAtMs } = report;
  const { stop, isCleared } = aftermath;
  if (aftermath.isJson) {
    const told = {
      ...{ isClean: findings.length === 0, exitCode: exitCodeOf(report), tookMs: endedAtMs - beganAtMs },
      ...{ looked, coins, findings, payoutStop: stop, isCleared },
    };
    return `${JSON.stringify(told, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;
  }
  const lines = [...findings.map(line), whereCoinsAre(coins), summary(report), ...stopLines(aftermath)];
  return `${lines.join('\n')}\n`;
}

function whereCoinsAre(coins: Coins): string {
  const parts: [bigint, string][] = [
    [coins.escrowsNano, 'in escrows'],
    [coins.earningsNano, 'in providers’ accounts'],
    [coins.walletNano, 'in the market’s wallet'],
    [coins.claimsUnderWayNano + coins.fundingsUnderWayNano, 'under way between them'],
    [coins.elsewhereNano, 'paid to former addresses of the market'],
  ];
  const shown = parts.filter(([amount]) => amount !== 0n).map(([amount, words]) => `${coinsText(amount)} ${words}`);
  return `  On chain by the books: ${coinsText(coins.booksNano)} ${COIN.symbol}. Of it: ${shown.join(', ') || 'nothing'}.`;
}

const line = ({ kind, check, subject, expected, actual }: Finding): string =>
  kind === 'difference'
    ? `✗ ${check}: ${subject}: must be ${expected}, is ${actual}`
    : `? ${check}: ${subject}: not readable (${actual})`;

function summary({ findings, looked, beganAtMs, endedAtMs }: AuditReport): string {
  const differences = findings.filter(({ kind }) => kind === 'difference').length;
  const unknowns = findings.length - differences;
  const scope = `${looked.receipts} receipts, ${looked.accounts} accounts on chain, ${((endedAtMs - beganAtMs) / 1_000).toFixed(1)} s`;
  if (findings.length === 0) return `✓ Books, receipts and chain fit to the nano (${scope}).`;
  return `${differences} differ, ${unknowns} could not be read (${scope}).`;
}

function stopLines({ stop, wantsClear, isCleared }: AuditAftermath): string[] {
  if (isCleared) return ['Payouts go out again.'];
  if (!stop) return wantsClear ? ['Payouts did not stand still.'] : [];
  const since = new Date(stop.sinceMs).toISOString();
  const refusal = wantsClear ? ' They stay so until nothing differs and everything can be read.' : '';
  return [`Payouts stand still since ${since}: ${stop.reason}.${refusal}`];
}
