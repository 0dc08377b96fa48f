import type { ChainReader } from '@spindle/ton';
import { type Clock, type Database, inTransaction } from '../../platform/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { compareRollUps } from '../usage/index.ts';
import { findDifferencesOfBooks } from './books.repo.ts';
import { checkChannels } from './check-channels.ts';
import { checkReceipts } from './check-receipts.ts';
import { checkWallets } from './check-wallets.ts';
import { type Coins, checkCoins, readCoins } from './coins.repo.ts';
import { difference, differenceOf, type Finding } from './finding.ts';

export interface AuditDeps {
  db: Database;
  clock: Clock;
  ledger: Pick<Ledger, 'audit'>;
  reader: Pick<ChainReader, 'accountStates'>;
  /** Waits for what is being written just now. */
  pause(): Promise<void>;
  /** Breaks it off. */
  signal?: AbortSignal;
}

export interface AuditReport {
  beganAtMs: number;
  endedAtMs: number;
  /** What was looked at. */
  looked: { receipts: number; accounts: number };
  coins: Coins;
  findings: Finding[];
}

const FIRST_DAY = '2020-01-01';
const DAY_MS = 86_400_000;

/** `full`: everything. `chain`: what is on chain, against what the books say of it. */
export type AuditScope = 'full' | 'chain';

/**
 * Everything that must hold: the ledger in itself, what others wrote against it, sums by day, receipts by their
 * signatures, vouchers by theirs, and all accounts on chain. It reads only, and may run beside a busy market.
 * @param since receipts and sums of requests before are taken as proven; null: none are.
 */
export async function runAudit(deps: AuditDeps, scope: AuditScope, since: Date | null): Promise<AuditReport> {
  const beganAtMs = deps.clock.nowMs();
  const books = scope === 'full' ? [...(await checkBooks(deps)), ...(await checkSums(deps, since))] : [];
  const none = { receipts: 0, findings: [] };
  const receipts = scope === 'full' ? await checkReceipts(deps, since ?? new Date(0)) : none;
  const channels = await checkChannels(deps);
  const wallets = await checkWallets(deps);
  const coins = await readCoins(deps.db.pool);
  return {
    beganAtMs,
    endedAtMs: deps.clock.nowMs(),
    looked: { receipts: receipts.receipts, accounts: channels.accounts },
    coins,
    findings: [...books, ...receipts.findings, ...channels.findings, ...wallets, ...checkCoins(coins)],
  };
}

async function checkBooks({ db, ledger }: AuditDeps): Promise<Finding[]> {
  const own = await ledger.audit();
  const others = await inTransaction(db.pool, async (sql) => {
    // One moment for all checks, so that a busy market does not look like a difference.
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return findDifferencesOfBooks(sql);
  });
  const ofLedger = own.map(({ check, subject, expectedNano, actualNano }) =>
    differenceOf(check, subject, expectedNano, actualNano),
  );
  return [...ofLedger, ...others];
}

async function checkSums({ db, clock }: AuditDeps, since: Date | null): Promise<Finding[]> {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const days = { fromDay: since ? day(since.getTime()) : FIRST_DAY, toDay: day(clock.nowMs() + DAY_MS) };
  const differ = await compareRollUps({ db }, days);
  return differ.map(({ table, key, rows, kept }) =>
    difference(`${table} is the sum of its rows`, JSON.stringify(key), JSON.stringify(rows), JSON.stringify(kept)),
  );
}
