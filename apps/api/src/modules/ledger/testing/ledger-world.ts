import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@spindle/devnet/test-database';
import type { AccountId } from '@spindle/shared';
import { type Clock, type Database, inTransaction, openDatabase } from '../../../platform/index.ts';
import { createLedger, type Ledger } from '../create-ledger.ts';
import type { HoldInput } from '../hold.ts';

/** A ledger on a database of its own, and people with money in it. For tests. */
export interface LedgerWorld {
  db: Database;
  url: string;
  ledger: Ledger;
  clock: Clock & { nowMs(): number; set(ms: number): void };
  person(): Promise<AccountId>;
  /** A buyer whose channel was funded on chain, with an allowance. */
  buyer(money: { depositedNano: bigint; signedNano?: bigint; state?: string }): Promise<AccountId>;
  /** One more funded channel of a person, newer than those that there are. */
  addChannel(accountId: AccountId, depositedNano: bigint, signedNano?: bigint, state?: string): Promise<string>;
  apiKey(accountId: AccountId, capNano: bigint | null, more?: { day?: bigint; month?: bigint }): Promise<string>;
  /** A live listing without offers. */
  listing(accountId: AccountId): Promise<string>;
  close(): Promise<void>;
}

/** @param through the way to the database, for tests that cut it. */
export async function createLedgerWorld(through?: (url: string) => Promise<string>): Promise<LedgerWorld> {
  const database = await createTestDatabase();
  const db = openDatabase((await through?.(database.url)) ?? database.url, () => {});
  let nowMs = Date.now();
  const clock = {
    nowMs: () => nowMs,
    set: (ms: number) => {
      nowMs = ms;
    },
  };
  const ledger = createLedger({ db, clock });

  async function person(): Promise<AccountId> {
    const id = randomUUID() as AccountId;
    await db.pool.query(`INSERT INTO account (id, telegram_id, first_name) VALUES ($1, $2, 'Ada')`, [
      id,
      BigInt(`0x${id.slice(0, 8)}`),
    ]);
    return id;
  }

  async function addChannel(
    accountId: AccountId,
    depositedNano: bigint,
    signedNano = depositedNano,
    state = 'open',
  ): Promise<string> {
    const address = `0:${randomUUID().replaceAll('-', '').repeat(2)}`;
    await db.pool.query(
      `INSERT INTO channel (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state)
       VALUES ($1, $2, -217, '0:00', '0:01', $3, 60, '1', 'expected')`,
      [address, accountId, 'ab'.repeat(32)],
    );
    await inTransaction(db.pool, async (sql) => {
      await sql.query('UPDATE channel SET state = $2, deposited_nano = $3, signed_nano = $4 WHERE address = $1', [
        ...[address, state, depositedNano, signedNano],
      ]);
      if (depositedNano === 0n) return;
      await sql.query(
        `INSERT INTO deposit (channel_address, lt, hash, account_id, amount_nano, happened_at)
         VALUES ($1, 1, 'hash', $2, $3, now())`,
        [address, accountId, depositedNano],
      );
      await ledger.creditDeposit(sql, { channel: address, lt: 1n, accountId, amountNano: depositedNano });
    });
    return address;
  }

  return {
    db,
    url: database.url,
    ledger,
    clock,
    person,
    buyer: async ({ depositedNano, signedNano = depositedNano, state = 'open' }) => {
      const accountId = await person();
      await addChannel(accountId, depositedNano, signedNano, state);
      return accountId;
    },
    addChannel,
    apiKey: async (accountId, capNano, { day = null, month = null } = {}) => {
      const id = randomUUID();
      await db.pool.query(
        `INSERT INTO api_key (id, account_id, name, key_hash, prefix, cap_nano, cap_day_nano, cap_month_nano)
         VALUES ($1, $2, 'key', $6, 'sk', $3, $4, $5)`,
        [id, accountId, capNano, day, month, id],
      );
      return id;
    },
    listing: async (accountId) => {
      const id = randomUUID();
      await db.pool.query(
        `INSERT INTO hardware_class (id, name, maker, memory_gb, kind, sort_order) VALUES ('any', 'Any', 'any', 24, 'gpu', 0)
         ON CONFLICT DO NOTHING`,
      );
      await db.pool.query(
        `INSERT INTO listing (id, account_id, title, hardware_id, gpu_count, region, tier, state, state_since)
         VALUES ($1, $2, 'Mine', 'any', 1, 'eu', 'community', 'live', now())`,
        [id, accountId],
      );
      return id;
    },
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}

export function holdOf(accountId: AccountId, amountNano: bigint, more: Partial<HoldInput> = {}): HoldInput {
  return {
    jobId: randomUUID(),
    accountId,
    apiKeyId: null,
    amountNano,
    requestHash: 'cd'.repeat(32),
    terms: {},
    expiresAtMs: Date.now() + 60_000,
    ...more,
  };
}

/** Settles (or, at cost 0, releases) one hold. @returns whether it was still open. */
export async function settleOne(
  world: LedgerWorld,
  hold: HoldInput,
  bill: { costNano: bigint; feeNano?: bigint; providerId?: AccountId },
  isGift = false,
): Promise<boolean> {
  const prepared = await world.ledger.prepareSettlements([
    {
      jobId: hold.jobId,
      accountId: hold.accountId,
      holdNano: hold.amountNano,
      costNano: bill.costNano,
      feeNano: bill.feeNano ?? 0n,
      providerId: bill.providerId ?? null,
      isGift,
    },
  ]);
  const { closed, onDisk } = await world.ledger.settleHolds(prepared);
  await onDisk;
  return closed.has(hold.jobId);
}
