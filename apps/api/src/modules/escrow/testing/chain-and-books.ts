import { unwrap } from '@spindle/shared';
import type { EscrowWorld } from './escrow-world.ts';

/**
 * What the books say lies on the chain, and what does: all escrows and the market's wallet, read there. For a moment in
 * which nothing is under way; both are the same then, to the nano.
 */
export async function chainAndBooks(world: EscrowWorld) {
  const { rows } = await world.db.pool.query<{ books: string; wallet: string }>(
    `SELECT (SELECT -balance_nano FROM ledger_account WHERE kind = 'chain') AS books,
       (SELECT balance_nano FROM treasury_wallet WHERE address = $1) AS wallet`,
    [world.treasury.address],
  );
  const channels = await world.db.pool.query<{ address: string }>(
    'SELECT address FROM channel WHERE cursor_lt IS NOT NULL',
  );
  let escrowsNano = 0n;
  for (const { address } of channels.rows) {
    const channel = unwrap(await world.reader.getChannel(address));
    if (channel === 'absent' || channel.status === 'closed') continue;
    escrowsNano += channel.depositedNano - channel.claimedNano;
  }
  const walletNano = unwrap(await world.reader.getBalance(world.treasury.address));
  return {
    books: { wallet: BigInt(rows[0]?.wallet ?? 0), all: BigInt(rows[0]?.books ?? 0) },
    chain: { wallet: walletNano, all: walletNano + escrowsNano },
  };
}
