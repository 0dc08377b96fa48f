// Types only: see the note in accounts/shapes.ts.
import type { CheckCode } from './check-codes.ts';

export type { CheckCode };

/** One thing that differs, or could not be read. */
export interface FindingView {
  kind: 'difference' | 'unknown';
  /** What must hold, as a sentence in English. */
  check: string;
  /** The same for screens, which have words of their own; null when the row is of another version of the program. */
  code: CheckCode | null;
  subject: string;
  expected: string;
  actual: string;
}

export interface AuditRunView {
  scope: 'full' | 'chain';
  beganAtMs: number;
  endedAtMs: number | null;
  receipts: number;
  accounts: number;
  differences: number;
  unknowns: number;
  findings: FindingView[];
}

/** What admins see of the audit: whether payouts stand still, and the last runs, newest first. */
export interface ReconciliationView {
  stop: { reason: string; code: CheckCode | null; sinceMs: number } | null;
  runs: AuditRunView[];
}
