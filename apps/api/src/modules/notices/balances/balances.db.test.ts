import { uuidv7 } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../../platform/testing/open-test-database.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { isLow } from './is-low.ts';
import { watchBalances } from './watch-balances.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

it.each([
  ['below ten usual answers', { spendableNano: 99n, usualCostNano: 10n, chosenNano: null }, { thresholdNano: 100n }],
  ['not below them', { spendableNano: 100n, usualCostNano: 10n, chosenNano: null }, null],
  ['below what the owner chose', { spendableNano: 99n, usualCostNano: 1n, chosenNano: 500n }, { thresholdNano: 500n }],
  ['never, if they chose nothing', { spendableNano: 0n, usualCostNano: 1n, chosenNano: 0n }, null],
  ['not known without an answer', { spendableNano: 0n, usualCostNano: null, chosenNano: null }, null],
])('%s', (_, balance, expected) => expect(isLow(balance)).toEqual(expected));

it('tells once, however many brokers look, and again after another deposit', async () => {
  const clock = testClock();
  const { accountId } = await makeAccount(db);
  const balance = { spendableNano: 50n, depositedNano: 1_000n };
  await db.pool.query(
    `INSERT INTO usage_day (account_id, day, model_id, api_key_id, requests, completed, input_tokens, cached_tokens,
       output_tokens, cost_nano, cost_micro_usd, first_token_ms, first_tokens, output_ms)
     VALUES ($1, $2, 'm', $3, 10, 10, 0, 0, 0, 100, 0, 0, 0, 0)`,
    [accountId, new Date(clock.nowMs()), uuidv7(0)],
  );
  const told = () => db.prisma.outboxEvent.count({ where: { kind: 'balance_low', accountId } });
  const brokers = [0, 1, 2].map(() => watchBalances({ db, clock, spendableOf: async () => balance }));
  const look = () => {
    for (const broker of brokers) broker.spent(accountId);
    return Promise.all(brokers.map((broker) => broker.look()));
  };
  await look();
  await look();
  expect(await told()).toBe(1);
  expect(await db.prisma.outboxEvent.findFirst({ where: { kind: 'balance_low', accountId } })).toMatchObject({
    facts: { spendableNano: '50', thresholdNano: '100' },
  });
  balance.depositedNano = 2_000n;
  balance.spendableNano = 1_050n;
  await look();
  expect(await told()).toBe(1);
  balance.spendableNano = 20n;
  await look();
  await look();
  expect(await told()).toBe(2);
});
