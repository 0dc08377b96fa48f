import type { AccountId } from '@spindle/shared';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeSpendingRules, type SomeSpendingRules } from '../accounts/index.ts';
import { createLedger } from './create-ledger.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from './testing/index.ts';

const DAY_MS = 86_400_000;
const LATE = Date.UTC(2026, 10, 30, 23, 59);

let world: LedgerWorld;
let provider: AccountId;
beforeAll(async () => {
  world = await createLedgerWorld();
  provider = await world.person();
});
beforeEach(() => world.clock.set(LATE));
afterEach(async () => expect(await world.ledger.audit()).toEqual([]));
afterAll(() => world.close());

async function spender(rules: SomeSpendingRules, money = { depositedNano: 10n ** 10n }) {
  const accountId = await world.buyer(money);
  const change = (some: SomeSpendingRules) => changeSpendingRules(world, { accountId }, some);
  await change(rules);
  const hold = (amountNano: bigint, apiKeyId: string | null = null) => holdOf(accountId, amountNano, { apiKeyId });
  const open = async (amountNano: bigint, apiKeyId: string | null = null, ledger = world.ledger) => {
    const result = await ledger.openHold(hold(amountNano, apiKeyId));
    return result.ok ? 'ok' : result.fault.code;
  };
  const spend = async (amountNano: bigint, costNano = amountNano) => {
    const request = hold(amountNano);
    const result = await world.ledger.openHold(request);
    if (!result.ok) return result.fault.code;
    await settleOne(world, request, { costNano, providerId: provider });
    return 'ok';
  };
  return { accountId, change, hold, open, spend };
}

describe('a cap per answer', () => {
  it('refuses the answer that may cost more, and says by how much', async () => {
    const { open, hold } = await spender({ capAnswerNano: 2_000_000_000n });
    expect(await open(2_000_000_000n)).toBe('ok');
    expect(await world.ledger.openHold(hold(2_100_000_000n))).toEqual({
      ok: false,
      fault: { code: 'answer_cap_reached', facts: { cap: '2 TON', needed: '2.1 TON' } },
    });
  });

  it('holds for keys too, below their own caps', async () => {
    const { accountId, open } = await spender({ capAnswerNano: 100n });
    const key = await world.apiKey(accountId, 50n);
    expect([await open(101n, key), await open(51n, key), await open(50n, key)]).toEqual([
      ...['answer_cap_reached', 'key_cap_reached', 'ok'],
    ]);
  });

  it('of nothing lets nothing through that costs', async () => {
    const { open } = await spender({ capAnswerNano: 0n });
    expect([await open(1n), await open(0n)]).toEqual(['answer_cap_reached', 'ok']);
  });

  it('can be raised and taken away, and nothing else changes with it', async () => {
    const { open, change } = await spender({ capAnswerNano: 10n, capDayNano: 1_000n });
    expect(await open(11n)).toBe('answer_cap_reached');
    await change({ capAnswerNano: 20n });
    expect(await open(11n)).toBe('ok');
    await change({ capAnswerNano: null });
    expect([await open(900n), await open(90n)]).toEqual(['ok', 'day_cap_reached']);
  });
});

describe('a cap per day', () => {
  it('counts every device and key of the account, what is spent and what is held', async () => {
    const { accountId, open, spend, hold } = await spender({ capDayNano: 100n });
    const keys = [await world.apiKey(accountId, null), await world.apiKey(accountId, null)];
    expect([await spend(40n, 30n), await open(30n, keys[0])]).toEqual(['ok', 'ok']);
    expect([await open(41n, keys[1]), await open(40n, keys[1]), await open(1n)]).toEqual([
      ...['day_cap_reached', 'ok', 'day_cap_reached'],
    ]);
    expect(await world.ledger.openHold(hold(5n))).toMatchObject({
      fault: { code: 'day_cap_reached', facts: { room: '0 TON', needed: '0.000000005 TON' } },
    });
  });

  it('frees up at midnight of UTC, but for what is still held', async () => {
    const { open, spend, hold } = await spender({ capDayNano: 100n });
    const late = hold(60n);
    expect([await spend(40n), await world.ledger.openHold(late)]).toMatchObject(['ok', { ok: true }]);
    world.clock.set(LATE + 120_000);
    expect([await open(41n), await spend(40n)]).toEqual(['day_cap_reached', 'ok']);
    await settleOne(world, late, { costNano: 10n, providerId: provider });
    expect([await open(51n), await open(50n)]).toEqual(['day_cap_reached', 'ok']);
  });

  it('is not opened again by a broker whose clock is behind', async () => {
    const { open, spend } = await spender({ capDayNano: 100n });
    const behind = createLedger({ db: world.db, clock: { nowMs: () => world.clock.nowMs() - DAY_MS } });
    expect(await spend(90n)).toBe('ok');
    expect([await open(11n, null, behind), await open(10n, null, behind)]).toEqual(['day_cap_reached', 'ok']);
  });

  it('counts what an older escrow still holds', async () => {
    const { accountId, open } = await spender({ capDayNano: 100n });
    expect(await open(70n)).toBe('ok');
    await world.addChannel(accountId, 10n ** 10n);
    expect([await open(31n), await open(30n)]).toEqual(['day_cap_reached', 'ok']);
  });

  it('that is set in the middle of a day counts what this day has cost', async () => {
    const { open, spend, change } = await spender({});
    expect(await spend(80n)).toBe('ok');
    await change({ capDayNano: 100n });
    expect([await open(21n), await open(20n)]).toEqual(['day_cap_reached', 'ok']);
  });

  it('lets a small request through that came behind one too large, in the same batch', async () => {
    const { open } = await spender({ capDayNano: 100n });
    expect(await Promise.all([90n, 60n, 10n].map((amount) => open(amount)))).toEqual(['ok', 'day_cap_reached', 'ok']);
  });

  it('is never passed, whatever comes at once over two brokers and two escrows', async () => {
    const brokers = [world.ledger, createLedger({ db: world.db, clock: world.clock })];
    const amounts = fc.array(fc.tuple(fc.bigInt(1n, 60n), fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(amounts, async (wanted) => {
        const { accountId, hold } = await spender({ capDayNano: 100n });
        const opened: bigint[] = [];
        const one = async ([amount, isOther, settles]: [bigint, boolean, boolean]) => {
          const request = hold(amount);
          const result = await brokers[isOther ? 1 : 0]?.openHold(request);
          if (!result?.ok) return;
          opened.push(amount);
          if (settles) await settleOne(world, request, { costNano: amount, providerId: provider });
        };
        const half = Math.ceil(wanted.length / 2);
        await Promise.all([
          ...wanted.slice(0, half).map(one),
          world.addChannel(accountId, 10n ** 10n),
          ...wanted.slice(half).map(one),
        ]);
        expect(opened.reduce((sum, amount) => sum + amount, 0n)).toBeLessThanOrEqual(100n);
      }),
      { numRuns: 15 },
    );
  });
});

describe('strict mode', () => {
  it('lets no key spend, though an allowance from before is left', async () => {
    const { accountId, open, change } = await spender({ isStrict: true });
    const key = await world.apiKey(accountId, null);
    expect([await open(10n, key), await open(10n)]).toEqual(['strict_mode', 'ok']);
    await change({ isStrict: false });
    expect(await open(10n, key)).toBe('ok');
  });

  it('says that a signature is missing, where the deposit would do', async () => {
    const accountId = await world.buyer({ depositedNano: 1_000n, signedNano: 100n });
    await changeSpendingRules(world, { accountId }, { isStrict: true });
    const code = async (amountNano: bigint) => {
      const result = await world.ledger.openHold(holdOf(accountId, amountNano));
      return result.ok ? 'ok' : result.fault.code;
    };
    expect([await code(1_001n), await code(101n), await code(100n), await code(1n)]).toEqual([
      ...['insufficient_funds', 'signature_needed', 'ok', 'signature_needed'],
    ]);
  });
});

describe('a channel that closes', () => {
  it.each(['closing', 'closed', 'expected'])(
    'spends nothing more when it is %s, whatever was signed',
    async (state) => {
      const accountId = await world.buyer({ depositedNano: 100n, state });
      expect(await world.ledger.openHold(holdOf(accountId, 1n))).toMatchObject({ ok: false });
      expect(await world.ledger.openHold(holdOf(accountId, 0n))).toMatchObject({ ok: false });
    },
  );

  it('spends nothing more from the moment on in which it began to close, among requests at once', async () => {
    const accountId = await world.buyer({ depositedNano: 10_000n });
    const close = world.db.pool.query(`UPDATE channel SET state = 'closing' WHERE account_id = $1`, [accountId]);
    const holds = Array.from({ length: 20 }, () => world.ledger.openHold(holdOf(accountId, 10n)));
    await Promise.all([close, ...holds]);
    const { rows } = await world.db.pool.query('SELECT held_nano FROM channel WHERE account_id = $1', [accountId]);
    const results = await Promise.all(holds);
    expect(rows[0].held_nano).toBe(String(10 * results.filter(({ ok }) => ok).length));
    expect(await world.ledger.openHold(holdOf(accountId, 10n))).toMatchObject({ fault: { code: 'channel_closing' } });
  });
});
