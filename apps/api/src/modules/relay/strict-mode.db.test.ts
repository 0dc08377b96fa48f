import type { SignFor } from '@spindle/client';
import { createClient } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import { type AccountId, FaultError } from '@spindle/shared';
import { generateSessionKey, type SessionKey, signVoucher } from '@spindle/ton';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeSpendingRules } from '../accounts/index.ts';
import { spendableOf } from '../escrow/index.ts';
import { createRelayWorld, MODEL, type RelayWorld } from './testing/index.ts';

const DEPOSIT = 10n ** 9n;

let world: RelayWorld;
beforeAll(async () => {
  world = await createRelayWorld();
});
beforeEach(async () => {
  world.reset();
  await world.addMachine();
});
afterEach(async () => expect(await world.ledger.audit()).toEqual([]));
afterAll(() => world.close());

/** A buyer in strict mode, whose escrow has a real session key. */
async function strictBuyer({ signedNano = 0n } = {}) {
  const accountId = await world.buyer({ depositedNano: DEPOSIT, signedNano });
  const key = await generateSessionKey();
  await world.db.pool.query('UPDATE channel SET session_key = $2 WHERE account_id = $1', [accountId, key.publicKey]);
  await changeSpendingRules(world, { accountId }, { isStrict: true });
  return { accountId, key };
}

async function channelOf(accountId: AccountId) {
  const { rows } = await world.db.pool.query('SELECT * FROM channel WHERE account_id = $1', [accountId]);
  return rows[0];
}

/** The device's way: for this answer alone, on top of what is spent and held. */
function deviceOf(accountId: AccountId, key: SessionKey, signed: bigint[] = []): SignFor {
  return async ({ mostNano }) => {
    const { address: channel } = await channelOf(accountId);
    const money = await spendableOf(world, accountId);
    const cumulativeNano = money.spentNano + money.heldNano + mostNano;
    if (cumulativeNano <= money.signedNano) return null;
    signed.push(mostNano);
    const { signature } = await signVoucher(key, { networkId: -217, channel, cumulativeNano });
    return { channel, cumulativeNano: String(cumulativeNano), signature };
  };
}

async function ask(accountId: AccountId, signFor?: SignFor, apiKeyId?: string) {
  const transport = world.transport(world.actor(accountId, apiKeyId));
  const client = createClient({ transport, primitives: nodePrimitives, now: () => world.clock.nowMs(), signFor });
  try {
    let chargedNano = 0n;
    for await (const event of client.ask({ model: MODEL, messages: [{ role: 'user', content: 'Hi' }] })) {
      if (event.kind === 'end') chargedNano = event.chargedNano;
    }
    return chargedNano;
  } catch (error) {
    if (error instanceof FaultError) return error.fault.code;
    throw error;
  }
}

describe('in strict mode', () => {
  it('nothing is signed ahead: each answer is signed for when it is asked', async () => {
    const { accountId, key } = await strictBuyer();
    const signed: bigint[] = [];
    const device = deviceOf(accountId, key, signed);
    const first = await ask(accountId, device);
    const second = await ask(accountId, device);
    expect([typeof first, typeof second]).toEqual(['bigint', 'bigint']);
    const channel = await channelOf(accountId);
    expect(BigInt(channel.spent_nano)).toBe(BigInt(first) + BigInt(second));
    // What may wrongly be taken is what the last answer could have cost and did not.
    const worst = signed.reduce((a, b) => (a > b ? a : b));
    expect(BigInt(channel.signed_nano) - BigInt(channel.spent_nano)).toBeLessThan(worst);
  });

  it('two answers at once both find their signature, whoever is first', async () => {
    const { accountId, key } = await strictBuyer();
    const device = deviceOf(accountId, key);
    const costs = await Promise.all([ask(accountId, device), ask(accountId, device), ask(accountId, device)]);
    expect(costs.map((cost) => typeof cost)).toEqual(['bigint', 'bigint', 'bigint']);
  });

  it('a device without the key is told where to ask, and its question goes nowhere', async () => {
    const { accountId } = await strictBuyer();
    expect(await ask(accountId)).toBe('signature_needed');
    expect(world.machines.all.flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('a signature by another key moves nothing', async () => {
    const { accountId } = await strictBuyer();
    expect(await ask(accountId, deviceOf(accountId, await generateSessionKey()))).toBe('voucher_signature');
    expect(await channelOf(accountId)).toMatchObject({ signed_nano: '0', held_nano: '0' });
  });

  it('what was signed before is spent first, and unsigns nothing', async () => {
    const { accountId, key } = await strictBuyer({ signedNano: DEPOSIT / 2n });
    const signed: bigint[] = [];
    expect(typeof (await ask(accountId, deviceOf(accountId, key, signed)))).toBe('bigint');
    expect(signed).toEqual([]);
    expect(await channelOf(accountId)).toMatchObject({ signed_nano: String(DEPOSIT / 2n) });
  });

  it('an API key spends nothing, and is told why', async () => {
    const { accountId } = await strictBuyer({ signedNano: DEPOSIT });
    expect(await ask(accountId, undefined, await world.apiKey(accountId, null))).toBe('strict_mode');
  });
});

describe('with an allowance', () => {
  it('a second device, and a key, spend within it and no further', async () => {
    const accountId = await world.buyer({ depositedNano: DEPOSIT, signedNano: DEPOSIT / 2n });
    const apiKeyId = await world.apiKey(accountId, null);
    const [second, key] = await Promise.all([ask(accountId), ask(accountId, undefined, apiKeyId)]);
    expect([typeof second, typeof key]).toEqual(['bigint', 'bigint']);
    const { spent_nano } = await channelOf(accountId);
    await world.db.pool.query('UPDATE channel SET signed_nano = $2 WHERE account_id = $1', [accountId, spent_nano]);
    expect([await ask(accountId), await ask(accountId, undefined, apiKeyId)]).toEqual([
      ...['insufficient_funds', 'insufficient_funds'],
    ]);
    // Without the escrow's key nobody can raise it.
    expect(await ask(accountId, deviceOf(accountId, await generateSessionKey()))).toBe('voucher_signature');
  });

  it('an escrow that has begun to close takes no signature for an answer', async () => {
    const { accountId, key } = await strictBuyer();
    await world.db.pool.query(`UPDATE channel SET state = 'closing' WHERE account_id = $1`, [accountId]);
    const late: SignFor = async ({ mostNano }) => {
      const { address: channel } = await channelOf(accountId);
      const { signature } = await signVoucher(key, { networkId: -217, channel, cumulativeNano: mostNano });
      return { channel, cumulativeNano: String(mostNano), signature };
    };
    expect(await ask(accountId, late)).toBe('channel_closing');
    expect(await channelOf(accountId)).toMatchObject({ signed_nano: '0', held_nano: '0' });
  });
});
