import pg from 'pg';
import type { RunningWorld } from '../world.ts';

type Market = Pick<RunningWorld, 'databaseUrl'>;

/** The escrows that the market knows in a state, and what it booked as refunded. */
export async function channels(world: Market, state: string) {
  const database = new pg.Client({ connectionString: world.databaseUrl });
  await database.connect();
  const { rows } = await database.query<{
    address: string;
    payer: string;
    deposited: string;
    spent: string;
    signed: string;
    claimed: string;
    refunded: string | null;
  }>(
    `SELECT c.address, c.payer, c.deposited_nano AS deposited, c.spent_nano AS spent, c.signed_nano AS signed,
       c.claimed_nano AS claimed, r.amount_nano AS refunded
     FROM channel c LEFT JOIN refund r ON r.channel_address = c.address WHERE c.state = $1
     ORDER BY c.created_at DESC`,
    [state],
  );
  await database.end();
  return rows;
}

/** As if the deposit had been made from another wallet than the one that is connected. */
export async function withOtherPayer(world: Market, work: () => Promise<void>): Promise<void> {
  const database = new pg.Client({ connectionString: world.databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ address: string; payer: string }>(
    `SELECT address, payer FROM channel WHERE state = 'open'`,
  );
  await database.query(`UPDATE channel SET payer = $1 WHERE state = 'open'`, [`0:${'ee'.repeat(32)}`]);
  try {
    await work();
  } finally {
    for (const { address, payer } of rows) {
      await database.query('UPDATE channel SET payer = $2 WHERE address = $1', [address, payer]);
    }
    await database.end();
  }
}
