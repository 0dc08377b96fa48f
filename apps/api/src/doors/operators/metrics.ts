import type { ErrorCode } from '@spindle/shared';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TreasuryStatus } from '../../modules/treasury/index.ts';
import type { OutboxStatus } from '../../platform/index.ts';
import { watchOutbox } from './watch-outbox.ts';
import { watchTreasury } from './watch-treasury.ts';

export interface Metrics {
  /** One request has ended: `code` is the fault's, or `ok`. */
  requestEnded(facts: { code: ErrorCode | 'ok'; totalMs?: number; outputTokens?: number }): void;
  /** One request was let in, after it had waited. */
  requestEntered(queuedMs: number): void;
  /** One request was refused before anything was held for it. */
  requestRefused(code: ErrorCode): void;
  text(): Promise<string>;
  contentType: string;
}

export interface Watched {
  linkedNodes(): number;
  treasury(): Promise<TreasuryStatus>;
  activeRequests(): number;
  waitingRequests(): number;
  chainTroubleSinceMs(): number | null;
  /** Accounts of which the chain, or one of its servers, tells another history. */
  contradictedAccounts(): number;
  /** Of the last audit that this broker made; null before the first. */
  auditDifferences(): number | null;
  /** Asks the database. */
  isPayoutStopped(): Promise<boolean>;
  outbox(): Promise<OutboxStatus>;
  /** How often two verifiers did not agree about a machine's evidence. */
  evidenceDisagreements(): number;
  chainEndpoints(): { name: string; state: string; timeSeconds: number | null }[];
}

/** What operators watch, for Prometheus. Labels hold codes, never people, models' texts or addresses. */
export function createMetrics(watched: Watched): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'spindle_requests_total',
    help: 'Requests by how they ended',
    labelNames: ['code'],
    registers,
  });
  const tokens = new Counter({ name: 'spindle_output_tokens_total', help: 'Tokens delivered', registers });
  const seconds = new Histogram({
    name: 'spindle_request_seconds',
    help: 'Time of requests from hold to settlement',
    buckets: [0.1, 0.3, 1, 3, 10, 30, 100, 300],
    registers,
  });
  const waits = new Histogram({
    name: 'spindle_queue_seconds',
    help: 'How long requests that were let in had waited for a slot',
    buckets: [0.001, 0.1, 0.3, 1, 3, 5, 10, 30],
    registers,
  });
  const refusals = new Counter({
    name: 'spindle_admission_refusals_total',
    help: 'Requests refused before anything was held for them, by reason',
    labelNames: ['code'],
    registers,
  });
  gauge(registers, 'spindle_waiting_requests', 'Requests that wait for a slot', watched.waitingRequests);
  gauge(registers, 'spindle_linked_nodes', 'Nodes linked to this broker', watched.linkedNodes);
  gauge(registers, 'spindle_active_requests', 'Answers in work', watched.activeRequests);
  gauge(registers, 'spindle_chain_unreachable', '1 while the chain does not answer', () =>
    watched.chainTroubleSinceMs() === null ? 0 : 1,
  );
  gauge(
    registers,
    'spindle_chain_contradicted_accounts',
    'Accounts that servers of the chain contradict each other about',
    watched.contradictedAccounts,
  );
  gauge(
    registers,
    'spindle_evidence_disagreements',
    'Bundles of evidence that one of two verifiers accepted and the other did not',
    watched.evidenceDisagreements,
  );
  watchEndpoints(registers, watched);
  watchBooks(registers, watched);
  watchTreasury(registers, watched.treasury);
  watchOutbox(registers, watched.outbox);
  return {
    requestEnded: ({ code, totalMs, outputTokens }) => {
      requests.inc({ code });
      if (outputTokens) tokens.inc(outputTokens);
      if (totalMs !== undefined) seconds.observe(totalMs / 1000);
    },
    requestEntered: (queuedMs) => waits.observe(queuedMs / 1000),
    requestRefused: (code) => refusals.inc({ code }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Whether the books fit: what must raise an alarm. */
function watchBooks(registers: Registry[], watched: Watched): void {
  new Gauge({
    name: 'spindle_audit_differences',
    help: 'Differences that the last audit of this broker found; absent before the first',
    registers,
    collect() {
      const found = watched.auditDifferences();
      if (found === null) this.reset();
      else this.set(found);
    },
  });
  new Gauge({
    name: 'spindle_payouts_stopped',
    help: '1 while payouts stand still because books and chain differ',
    registers,
    async collect() {
      // Metrics are told while the database is away, too.
      const isStopped = await watched.isPayoutStopped().catch(() => null);
      if (isStopped !== null) this.set(isStopped ? 1 : 0);
    },
  });
}

/** Which servers of the chain are believed, and how old their newest block was when they were last looked at. */
function watchEndpoints(registers: Registry[], watched: Watched): void {
  new Gauge({
    name: 'spindle_chain_endpoint_fresh',
    help: '1 while a server of the chain is believed',
    labelNames: ['endpoint', 'state'],
    registers,
    collect() {
      this.reset();
      for (const { name, state } of watched.chainEndpoints())
        this.set({ endpoint: name, state }, state === 'fresh' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'spindle_chain_endpoint_block_time_seconds',
    help: 'When the newest block of a server of the chain was made, in Unix seconds',
    labelNames: ['endpoint'],
    registers,
    collect() {
      for (const { name, timeSeconds } of watched.chainEndpoints())
        if (timeSeconds !== null) this.set({ endpoint: name }, timeSeconds);
    },
  });
}

function gauge(registers: Registry[], name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(read());
    },
  });
}
