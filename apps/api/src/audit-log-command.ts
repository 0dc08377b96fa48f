import { parseArgs } from 'node:util';
import type { AuditLogFinding, AuditLogReport } from './modules/moderation/index.ts';

export const USAGE = 'Usage: npm run audit-log [-- --json] [-- --since HASH …]';

export interface AuditLogCommand {
  isJson: boolean;
  /** Heads that were kept elsewhere. */
  since: string[];
}

type Read = { ok: true; command: AuditLogCommand } | { ok: false; why: string };

export function readAuditLogCommand(args: string[]): Read {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        since: { type: 'string', multiple: true, default: [] as string[] },
      },
    });
    const since = values.since.map((hash) => hash.trim().toLowerCase());
    const odd = since.find((hash) => !/^[0-9a-f]{64}$/.test(hash));
    if (odd !== undefined)
      return { ok: false, why: '--since takes the 64 hex digits of a head that was shown before.' };
    return { ok: true, command: { isJson: values.json, since } };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

/** 0: nothing was changed. 1: something was. */
export const exitCodeOf = ({ findings }: AuditLogReport): 0 | 1 => (findings.length === 0 ? 0 : 1);

const SHOWN = 20;

/** What the command prints. The head is for keeping: on paper, in a chat, anywhere that this database is not. */
export function tellAuditLog(report: AuditLogReport, isJson: boolean): string {
  const { entries, head, anchors, findings } = report;
  if (isJson)
    return `${JSON.stringify({ isIntact: findings.length === 0, exitCode: exitCodeOf(report), ...report })}\n`;
  const lines = findings.slice(0, SHOWN).map((finding) => `✗ ${wordsOf(finding)}`);
  if (findings.length > SHOWN) lines.push(`… and ${findings.length - SHOWN} more.`);
  for (const { hash, seq } of anchors) lines.push(`✓ ${hash} is row ${seq}.`);
  if (findings.length === 0) lines.push(`✓ All ${entries} rows are as they were written, each after the one before.`);
  if (head)
    lines.push(`Head: ${head.hash} (row ${head.seq}). Keep it elsewhere; --since proves later that it is still there.`);
  return `${lines.join('\n')}\n`;
}

function wordsOf(finding: AuditLogFinding): string {
  switch (finding.kind) {
    case 'changed':
      return `row ${finding.seq} says something else than when it was written`;
    case 'removed':
      return finding.seq === finding.toSeq
        ? `row ${finding.seq} is gone`
        : `rows ${finding.seq} to ${finding.toSeq} are gone`;
    case 'unlinked':
      return `row ${finding.seq} does not follow the row before it: one of them was put in, moved or written anew`;
    case 'anchor_missing':
      return `no row has the head ${finding.hash}: rows at the end were taken away, or all was written anew`;
    case 'guard_off':
      return `the database does not refuse changes: trigger ${finding.guard} is missing or off`;
  }
}
