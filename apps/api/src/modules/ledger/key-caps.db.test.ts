import type { AccountId } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedger } from './create-ledger.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from './testing/index.ts';

let world: LedgerWorld;
let buyer: AccountId;
let provider: AccountId;
beforeAll(async () => {
  world = await createLedgerWorld();
  provider = await world.person();
  buyer = await world.buyer({ depositedNano: 10n ** 10n });
});
beforeEach(() => world.clock.set(Date.UTC(2026, 10, 30, 23, 59)));
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

const DAY_MS = 86_400_000;

function spenderOf(apiKeyId: string) {
  const hold = (amountNano: bigint) => holdOf(buyer, amountNano, { apiKeyId });
  const open = async (amountNano: bigint) => {
    const result = await world.ledger.openHold(hold(amountNano));
    return result.ok ? 'ok' : (result.fault.facts?.period ?? result.fault.code);
  };
  const spend = async (amountNano: bigint, costNano = amountNano) => {
    const request = hold(amountNano);
    const result = await world.ledger.openHold(request);
    if (!result.ok) return result.fault.facts?.period ?? result.fault.code;
    await settleOne(world, request, { costNano, providerId: provider });
    return 'ok';
  };
  const row = async () => (await world.db.pool.query('SELECT * FROM api_key WHERE id = $1', [apiKeyId])).rows[0];
  return { hold, open, spend, row };
}
const spender = async (caps: { day?: bigint; month?: bigint; total?: bigint }) =>
  spenderOf(await world.apiKey(buyer, caps.total ?? null, caps));

describe('a cap of a key', () => {
  it('per day stops it for that day of UTC alone', async () => {
    const { spend } = await spender({ day: 100n });
    expect([await spend(60n), await spend(60n), await spend(40n), await spend(1n)]).toEqual(['ok', 'day', 'ok', 'day']);
    world.clock.set(Date.UTC(2026, 11, 1));
    expect([await spend(100n), await spend(1n)]).toEqual(['ok', 'day']);
    world.clock.set(Date.UTC(2027, 0, 15));
    expect(await spend(100n)).toBe('ok');
  });

  it('per month stops it for that month of UTC alone', async () => {
    const { spend } = await spender({ month: 100n });
    expect([await spend(60n), await spend(41n)]).toEqual(['ok', 'month']);
    world.clock.set(Date.UTC(2026, 10, 30, 23, 59, 59, 999));
    expect(await spend(41n)).toBe('month');
    world.clock.set(Date.UTC(2026, 11, 1));
    expect([await spend(100n), await spend(1n)]).toEqual(['ok', 'month']);
    world.clock.set(Date.UTC(2026, 11, 31));
    expect(await spend(1n)).toBe('month');
    // The same month of another year is another month.
    world.clock.set(Date.UTC(2027, 11, 31));
    expect(await spend(100n)).toBe('ok');
  });

  it('counts what was billed, not what was held', async () => {
    const { spend, row } = await spender({ day: 100n, month: 100n, total: 100n });
    expect([await spend(100n, 30n), await spend(70n, 0n), await spend(70n), await spend(1n)]).toEqual([
      ...['ok', 'ok', 'ok', 'total'],
    ]);
    expect(await row()).toMatchObject({ spent_nano: '100', spent_day_nano: '100', spent_month_nano: '100' });
  });

  it('names, of several that are reached, the one that holds longest', async () => {
    const { open } = await spender({ day: 10n, month: 20n, total: 30n });
    expect([await open(31n), await open(21n), await open(11n), await open(10n)]).toEqual([
      ...['total', 'month', 'day', 'ok'],
    ]);
  });

  it('says how much would be needed and how much is left', async () => {
    const { hold, spend } = await spender({ day: 2_000_000_000n });
    await spend(500_000_000n);
    expect(await world.ledger.openHold(hold(1_600_000_000n))).toEqual({
      ok: false,
      fault: {
        code: 'key_cap_reached',
        facts: { period: 'day', cap: '2 TON', room: '1.5 TON', needed: '1.6 TON' },
      },
    });
  });

  it('of a new day is already used by what is still open from the day before', async () => {
    const { hold, open, row } = await spender({ day: 100n });
    const late = hold(80n);
    expect(await world.ledger.openHold(late)).toMatchObject({ ok: true });
    world.clock.set(Date.UTC(2026, 11, 1));
    expect(await open(21n)).toBe('day');
    await settleOne(world, late, { costNano: 70n, providerId: provider });
    expect(await row()).toMatchObject({ spent_day_nano: '70', spent_month_nano: '70', held_nano: '0' });
    expect([await open(31n), await open(30n)]).toEqual(['day', 'ok']);
  });

  it('is not opened again by a broker whose clock is behind', async () => {
    const { spend, hold, row } = await spender({ day: 100n, month: 100n });
    const behind = createLedger({ db: world.db, clock: { nowMs: () => world.clock.nowMs() - DAY_MS } });
    world.clock.set(Date.UTC(2026, 11, 1, 0, 0, 1));
    expect(await spend(90n)).toBe('ok');
    expect(await behind.openHold(hold(11n))).toMatchObject({ fault: { facts: { period: 'month' } } });
    const small = hold(10n);
    expect(await behind.openHold(small)).toMatchObject({ ok: true });
    await settleOne({ ...world, ledger: behind }, small, { costNano: 10n, providerId: provider });
    expect(await row()).toMatchObject({ spent_day_nano: '100', spent_month_nano: '100' });
    expect(await spend(1n)).toBe('month');
  });

  it('can be raised, and lowered under what is spent', async () => {
    const apiKeyId = await world.apiKey(buyer, null, { day: 100n });
    const { spend, hold } = spenderOf(apiKeyId);
    const cap = (nano: bigint | null) =>
      world.db.pool.query('UPDATE api_key SET cap_day_nano = $2 WHERE id = $1', [apiKeyId, nano]);
    expect([await spend(100n), await spend(1n)]).toEqual(['ok', 'day']);
    await cap(150n);
    expect(await spend(50n)).toBe('ok');
    await cap(20n);
    expect(await world.ledger.openHold(hold(1n))).toMatchObject({ fault: { facts: { room: '0 TON' } } });
    await cap(null);
    expect(await spend(1_000n)).toBe('ok');
  });

  it('lets a small request through that came behind one too large, in the same batch', async () => {
    const { open } = await spender({ day: 100n });
    expect(await Promise.all([90n, 60n, 10n].map(open))).toEqual(['ok', 'day', 'ok']);
  });
});

it('a key that was revoked opens no hold on any broker, though it is still remembered there', async () => {
  const apiKeyId = await world.apiKey(buyer, null);
  const { open } = spenderOf(apiKeyId);
  expect(await open(1n)).toBe('ok');
  await world.db.pool.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [apiKeyId]);
  expect(await open(1n)).toBe('api_key_invalid');
});
