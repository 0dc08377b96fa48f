import { setTimeout as wait } from 'node:timers/promises';
import { createLedger } from '../ledger/index.ts';
import { openAuditDatabase } from './open-audit-database.ts';
import { type ReconcileDeps, reconcile } from './reconcile.ts';
import type { AuditReport } from './run-audit.ts';

/** The market's own audit, again and again. */
export interface Reconciler {
  /** One look, by clockwork. */
  look(): Promise<AuditReport | null>;
  /** Differences of the last finished run of this broker; null before the first. */
  differences(): number | null;
  /** Breaks off what is under way. */
  stop(): void;
  /** To be called last. */
  close(): Promise<void>;
}

/** Whatever was in the middle of being written, or read from the chain, is whole by then. */
const PAUSE_MS = 10_000;
/** A broker that has just started has better things to do. */
const FIRST_AFTER_MS = 60_000;

export interface ReconcilerDeps extends Omit<ReconcileDeps, 'db' | 'ledger' | 'pause' | 'signal'> {
  databaseUrl: string;
}

/** Opens a database of its own: its questions take longer than a request may wait for an answer. */
export function createReconciler({ databaseUrl, ...deps }: ReconcilerDeps): Reconciler {
  const db = openAuditDatabase(databaseUrl);
  const ledger = createLedger({ db, clock: deps.clock });
  const stopping = new AbortController();
  const { signal } = stopping;
  const startedAtMs = deps.clock.nowMs();
  let differences: number | null = null;
  const pause = () => wait(PAUSE_MS, undefined, { signal });
  return {
    look: async () => {
      if (deps.clock.nowMs() - startedAtMs < FIRST_AFTER_MS) return null;
      try {
        const report = await reconcile({ ...deps, db, ledger, pause, signal });
        if (report) differences = report.findings.filter(({ kind }) => kind === 'difference').length;
        return report;
      } catch (error) {
        if (signal.aborted) return null;
        throw error;
      }
    },
    differences: () => differences,
    stop: () => stopping.abort(),
    close: () => db.close(),
  };
}
