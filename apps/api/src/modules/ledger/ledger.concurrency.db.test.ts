import { randomInt } from 'node:crypto';
import type { AccountId } from '@spindle/shared';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction, openDatabase } from '../../platform/index.ts';
import { createLedger } from './create-ledger.ts';
import type { HoldInput } from './hold.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from './testing/index.ts';

const BROKERS = 4;
const OPERATIONS = 1_500;

let world: LedgerWorld;
let brokers: LedgerWorld[];
beforeAll(async () => {
  world = await createLedgerWorld();
  brokers = Array.from({ length: BROKERS }, () => {
    const db = openDatabase(world.url, () => {});
    return { ...world, db, ledger: createLedger({ db, clock: world.clock }) };
  });
});
afterAll(async () => {
  await Promise.all(brokers.map(({ db }) => db.close()));
  await world.close();
});

const anyOf = <Item>(items: readonly Item[]): Item => {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
};

async function deposit({ db, ledger }: LedgerWorld, accountId: AccountId): Promise<void> {
  const amountNano = BigInt(randomInt(1, 500));
  await inTransaction(db.pool, async (sql) => {
    const { rows } = await sql.query('SELECT address FROM channel WHERE account_id = $1 FOR NO KEY UPDATE', [
      accountId,
    ]);
    const channel: string = rows[0].address;
    const lt = BigInt(randomInt(2, 40));
    const credit = { channel, lt, accountId, amountNano };
    if (!(await ledger.creditDeposit(sql, credit))) return;
    await sql.query(
      `INSERT INTO deposit (channel_address, lt, hash, account_id, amount_nano, happened_at)
       VALUES ($1, $2, 'hash', $3, $4, now())`,
      [channel, lt, accountId, amountNano],
    );
    await sql.query(
      'UPDATE channel SET deposited_nano = deposited_nano + $2, signed_nano = signed_nano + $2 WHERE address = $1',
      [channel, amountNano],
    );
  });
}

it('stays clean under random holds, settles, releases and deposits of four brokers, and overspends nothing', async () => {
  const buyers = await Promise.all([900n, 2_000n, 5_000n].map((depositedNano) => world.buyer({ depositedNano })));
  // Each provider buys too, so that one account is locked from both sides.
  const providers = await Promise.all([100n, 100n].map((depositedNano) => world.buyer({ depositedNano })));
  const keys = new Map(
    await Promise.all(buyers.map(async (buyer) => [buyer, await world.apiKey(buyer, 1_500n)] as const)),
  );
  const open: HoldInput[] = [];
  let settledNano = 0n;
  const refusals = new Set<string>();

  async function holdSomething(broker: LedgerWorld): Promise<void> {
    const buyer = anyOf([...buyers, ...providers]);
    const apiKeyId = randomInt(2) ? (keys.get(buyer) ?? null) : null;
    const hold = holdOf(buyer, BigInt(randomInt(1, 120)), { apiKeyId });
    const opened = await broker.ledger.openHold(hold);
    if (opened.ok) open.push(hold);
    else refusals.add(opened.fault.code);
  }

  async function settleSomething(broker: LedgerWorld): Promise<void> {
    const hold = open.length > 0 ? anyOf(open) : null;
    if (!hold) return;
    const costNano = randomInt(4) === 0 ? 0n : BigInt(randomInt(0, Number(hold.amountNano) + 1));
    const bill = { costNano, feeNano: costNano / 20n, providerId: anyOf(providers) };
    // Some holds are settled by two brokers at once: only one may win.
    const rivals = randomInt(3) === 0 ? [broker, anyOf(brokers)] : [broker];
    const won = (await Promise.all(rivals.map((rival) => settleOne(rival, hold, bill)))).filter(Boolean).length;
    expect(won).toBeLessThanOrEqual(1);
    if (won === 1) settledNano += costNano;
  }

  const act = async (at: number): Promise<void> => {
    const broker = brokers[at % BROKERS] ?? world;
    const dice = randomInt(20);
    if (dice < 11) await holdSomething(broker);
    else if (dice < 18) await settleSomething(broker);
    else await deposit(broker, anyOf(buyers));
  };
  // 40 at a time: enough that batches hold many accounts, and that statements of all brokers meet on the same rows.
  const queue = Array.from({ length: OPERATIONS }, (_, at) => at);
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      for (let at = queue.pop(); at !== undefined; at = queue.pop()) await act(at);
    }),
  );

  expect(await world.ledger.audit()).toEqual([]);
  expect([...refusals].toSorted()).toEqual(['insufficient_funds', 'key_cap_reached']);
  const { rows } = await world.db.pool.query(
    `SELECT (SELECT sum(spent_nano) FROM channel) AS spent,
       (SELECT sum(balance_nano) FROM ledger_account WHERE kind IN ('earned', 'fees')) AS earned`,
  );
  expect(BigInt(rows[0].spent)).toBe(settledNano);
  expect(BigInt(rows[0].earned)).toBe(settledNano);
});
