import { Address, type Transaction } from '@ton/core';
import { expect, test } from 'vitest';
import { makeHighloadWorld } from '../testing/highload-world.ts';

/** Under review in cost.snapshot.txt, and bounded: at the prices of 2026 no claim of a full batch costs more than this. */
const MOST_NANO = 1_100_000n;

test('what a claim costs, alone and in batches', async () => {
  const lines: string[] = [];
  for (const [count, prices] of [
    [1, 'of 2026'],
    [10, 'of 2026'],
    [100, 'of 2026'],
    [10, 'before'],
  ] as const) {
    const each = (await costOfClaims(count, prices)) / BigInt(count);
    lines.push(`${`${count} at prices ${prices}`.padEnd(24)} ${(Number(each) / 1e9).toFixed(6)} each`);
    if (count === 100) expect(each).toBeLessThanOrEqual(MOST_NANO);
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./cost.snapshot.txt');
});

/** Everything that is gone in the end, whoever paid it: what there was before, less what there is after. */
async function costOfClaims(count: number, prices: 'of 2026' | 'before'): Promise<bigint> {
  const world = await makeHighloadWorld({ prices });
  await world.fund('10');
  const channels = [];
  for (let salt = 1n; salt <= BigInt(count); salt++) channels.push(await world.channel(salt));
  await world.send([]); // deploys the wallet
  const accounts = [world.wallet.address, ...channels.map(({ claim }) => claim.destination)];
  const total = async () => {
    let sum = 0n;
    for (const account of accounts) sum += (await world.chain.getContract(Address.parse(account))).balance;
    return sum;
  };
  const before = await total();
  const transactions: Transaction[] = await world.send(channels.map(({ claim }) => claim));
  expect(transactions).toHaveLength(2 + 2 * count);
  return before - (await total());
}
