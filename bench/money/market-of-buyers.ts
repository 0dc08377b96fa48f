import { randomUUID } from 'node:crypto';
import { toAccountId } from '../../apps/api/src/modules/accounts/index.ts';
import { createLedger } from '../../apps/api/src/modules/ledger/index.ts';
import { type Database, inTransaction, openDatabase, systemClock } from '../../apps/api/src/platform/index.ts';
import { ensureDatabase, migrate } from '../../apps/api/src/platform/migrate.ts';
import { type Postgres, startPostgres } from '../../packages/devnet/src/postgres/index.ts';
import type { AccountId } from '../../packages/shared/src/index.ts';
import { processesNaming } from '../system/proc.ts';

const DEPOSIT_NANO = 10n ** 15n;

/** A database that keeps what it is told, with buyers who have money, and processes of Postgres to be measured. */
export interface MarketOfBuyers {
  url: string;
  db: Database;
  buyers: AccountId[];
  provider: AccountId;
  postgresPid: number;
  close(): Promise<void>;
}

export async function openMarketOfBuyers(count: number): Promise<MarketOfBuyers> {
  const postgres: Postgres = await startPostgres({ durable: true });
  const url = postgres.url('spindle');
  await ensureDatabase(url);
  await migrate(url, new URL('../../prisma/migrations', import.meta.url).pathname);
  const db = openDatabase(url, () => {});
  const ledger = createLedger({ db, clock: systemClock });
  const person = async () => {
    const id = toAccountId(randomUUID());
    await db.pool.query(`INSERT INTO account (id, telegram_id, first_name) VALUES ($1, $2, 'Ada')`, [
      id,
      BigInt(`0x${id.slice(0, 8)}`),
    ]);
    return id;
  };
  const buyers: AccountId[] = [];
  for (let at = 0; at < count; at++) {
    const accountId = await person();
    const address = `0:${String(at).padStart(64, '0')}`;
    await inTransaction(db.pool, async (sql) => {
      await sql.query(
        `INSERT INTO channel (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state,
           deposited_nano, signed_nano) VALUES ($1, $2, -239, '0:00', '0:01', 'ab', 60, '1', 'open', $3, $3)`,
        [address, accountId, DEPOSIT_NANO],
      );
      await ledger.creditDeposit(sql, { channel: address, lt: 1n, accountId, amountNano: DEPOSIT_NANO });
    });
    buyers.push(accountId);
  }
  const provider = await person();
  const [postgresPid = 0] = processesNaming(`\0-p\0${postgres.port}\0`);
  return {
    ...{ url, db, buyers, provider, postgresPid },
    close: async () => {
      await db.close();
      await postgres.stop();
    },
  };
}
