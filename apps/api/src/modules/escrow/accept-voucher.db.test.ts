import { unwrap } from '@spindle/shared';
import { generateSessionKey, signVoucher } from '@spindle/ton';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { holdOf, settleOne } from '../ledger/testing/index.ts';
import { type AllowanceInput, acceptVoucher, movements, spendableOf } from './index.ts';
import type { EscrowBuyer } from './testing/escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from './testing/escrow-world.ts';

const COIN = 10n ** 9n;
let world: EscrowWorld;
beforeAll(async () => {
  world = await createEscrowWorld();
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.retireChannels();
});
afterAll(() => world.close());

const accept = (buyer: EscrowBuyer, input: AllowanceInput) => acceptVoucher(world, buyer.actor, input);
const signed = async ({ accountId }: EscrowBuyer) => (await spendableOf(world, accountId)).signedNano;

describe('a voucher', () => {
  it('lets that much be spent, and a greater one more', async () => {
    const buyer = await world.openBuyer(2n * COIN, 0n);
    expect(await world.ledger.openHold(holdOf(buyer.accountId, 1n))).toMatchObject({
      fault: { code: 'insufficient_funds' },
    });
    const first = await accept(buyer, await buyer.allowance(COIN));
    expect(first).toMatchObject({ ok: true, value: { address: buyer.terms.address, state: 'open', signedNano: COIN } });
    expect((await world.ledger.openHold(holdOf(buyer.accountId, COIN))).ok).toBe(true);
    expect((await accept(buyer, await buyer.allowance(2n * COIN))).ok).toBe(true);
    expect(await spendableOf(world, buyer.accountId)).toMatchObject({ signedNano: 2n * COIN, spendableNano: COIN });
  });

  it('that was signed ahead stands among the movements', async () => {
    const buyer = await world.openBuyer(2n * COIN, 0n);
    expect((await accept(buyer, await buyer.allowance(COIN))).ok).toBe(true);
    expect((await accept(buyer, await buyer.allowance(COIN))).ok).toBe(false);
    const { items } = unwrap(await movements(world, buyer.actor, {}));
    const allowances = items.filter(({ kind }) => kind === 'allowance');
    expect(allowances).toMatchObject([{ amountNano: 0n, movedNano: COIN, state: 'final' }]);
  });

  it('is taken whatever the case of its signature', async () => {
    const buyer = await world.openBuyer(COIN, 0n);
    const { signature, ...rest } = await buyer.allowance(COIN);
    expect((await accept(buyer, { ...rest, signature: signature.toUpperCase() })).ok).toBe(true);
  });

  it('is refused, and changes nothing, when it is not good', async () => {
    const buyer = await world.openBuyer(2n * COIN, COIN);
    const other = await world.openBuyer(2n * COIN, COIN);
    const { address: channel, networkId } = buyer.terms;
    const good = await buyer.allowance((3n * COIN) / 2n);
    const mainnet = await signVoucher(buyer.key, { networkId: -239, channel, cumulativeNano: good.cumulativeNano });
    const another = await signVoucher(buyer.key, { ...good, networkId, channel: other.terms.address });
    const cases: [string, AllowanceInput, string][] = [
      ['the same again', await buyer.allowance(COIN), 'voucher_stale'],
      ['less', await buyer.allowance(COIN - 1n), 'voucher_stale'],
      ['nothing', await buyer.allowance(0n), 'voucher_stale'],
      ['above the deposit', await buyer.allowance(2n * COIN + 1n), 'voucher_over_deposit'],
      ['of another key', await buyer.allowance(2n * COIN, await generateSessionKey()), 'voucher_signature'],
      ['for another sum', { ...good, cumulativeNano: 2n * COIN }, 'voucher_signature'],
      ['for a negative sum', { ...good, cumulativeNano: -1n }, 'voucher_signature'],
      ['for mainnet', { ...good, signature: mainnet.signature }, 'voucher_signature'],
      ['for another channel', { ...good, signature: another.signature }, 'voucher_signature'],
      ['not hex', { ...good, signature: 'zz' }, 'voucher_signature'],
      ['for somebody else’s channel', await other.allowance(2n * COIN), 'channel_unknown'],
      ['for no channel', { ...good, channel: 'EQnone' }, 'channel_unknown'],
    ];
    for (const [name, input, code] of cases) {
      expect(await accept(buyer, input), name).toMatchObject({ ok: false, fault: { code } });
    }
    expect(await signed(buyer)).toBe(COIN);
    expect(await signed(other)).toBe(COIN);
  });

  it('says what stands against it', async () => {
    const buyer = await world.openBuyer(2n * COIN, COIN / 2n);
    expect(await accept(buyer, await buyer.allowance(1n))).toMatchObject({ fault: { facts: { signed: '0.5' } } });
    expect(await accept(buyer, await buyer.allowance(3n * COIN))).toMatchObject({
      fault: { facts: { deposited: '2' } },
    });
  });

  it('is for a channel that is open: one that nobody has paid yet is not known', async () => {
    const buyer = await world.escrowBuyer();
    expect(await accept(buyer, await buyer.allowance(1n))).toMatchObject({ fault: { code: 'channel_unknown' } });
  });

  it('wins over a smaller one, in whatever order they come in the same moment', async () => {
    for (let round = 0; round < 3; round++) {
      const buyer = await world.openBuyer(2n * COIN, 0n);
      const sums = [3n, 20n, 11n, 7n, 19n];
      const answers = await Promise.all(sums.map(async (sum) => accept(buyer, await buyer.allowance(sum))));
      expect(await signed(buyer)).toBe(20n);
      expect(answers[1]?.ok).toBe(true);
      for (const answer of answers) if (!answer.ok) expect(answer.fault.code).toBe('voucher_stale');
      const { rows } = await world.db.pool.query('SELECT signature FROM channel WHERE address = $1', [
        buyer.terms.address,
      ]);
      expect(rows[0]?.signature).toBe((await buyer.allowance(20n)).signature);
    }
  });

  it('may be raised while holds are opened and settled', async () => {
    const buyer = await world.openBuyer(2n * COIN, 100n);
    const provider = await world.person();
    const raise = async () => {
      for (let sum = 200n; sum <= 1_000n; sum += 100n) await accept(buyer, await buyer.allowance(sum));
    };
    const buy = async () => {
      for (let at = 0; at < 10; at++) {
        const hold = holdOf(buyer.accountId, 10n);
        if ((await world.ledger.openHold(hold)).ok)
          await settleOne(world, hold, { costNano: 4n, providerId: provider });
      }
    };
    await Promise.all([raise(), buy(), buy()]);
    expect(await spendableOf(world, buyer.accountId)).toMatchObject({
      ...{ depositedNano: 2n * COIN, signedNano: 1_000n, spentNano: 80n, heldNano: 0n, spendableNano: 920n },
    });
  });
});
