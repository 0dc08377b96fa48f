// Types only: see the note in accounts/shapes.ts.

/** One thing that differs, or could not be read. */
export interface FindingView {
  kind: 'difference' | 'unknown';
  check: string;
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
  stop: { reason: string; sinceMs: number } | null;
  runs: AuditRunView[];
}
