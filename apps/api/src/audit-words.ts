import type { AuditReport, Finding } from './modules/audit/index.ts';

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
  const { findings, looked, beganAtMs, endedAtMs } = report;
  const { stop, isCleared } = aftermath;
  const isClean = findings.length === 0;
  if (aftermath.isJson) {
    const tookMs = endedAtMs - beganAtMs;
    return `${JSON.stringify({ isClean, exitCode: exitCodeOf(report), looked, tookMs, findings, payoutStop: stop, isCleared }, null, 2)}\n`;
  }
  const lines = [...findings.map(line), summary(report), ...stopLines(aftermath)];
  return `${lines.join('\n')}\n`;
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
