import { BitBuilder, Builder, Cell, toNano } from '@ton/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../testing/world.ts';
import { checkVoucher } from '../voucher/check-voucher.ts';
import type { SignedVoucher } from '../voucher/promises.ts';
import { claimBody, closeNowBody } from './messages.ts';

/** The same cell with one bit turned, and one of its references replaced when given. */
function turned(cell: Cell, at: number | null, reference?: Cell): Cell {
  const bits = new BitBuilder();
  for (let index = 0; index < cell.bits.length; index++) bits.writeBit(cell.bits.at(index) !== (index === at));
  return new Cell({ bits: bits.build(), refs: reference ? [reference] : cell.refs });
}

/** Op, query id and total are the carrier's own words and not signed; what follows them in a claim is the signature. */
const SIGNATURE_BITS = 512;
/** Every seventh bit meets each field often; `CHANNEL_ALL_BITS=1` turns them all. */
const STRIDE = process.env.CHANNEL_ALL_BITS ? 1 : 7;

/** Places of the bits that are turned, of so many. */
function placesOf(bits: number): number[] {
  return Array.from({ length: Math.ceil(bits / STRIDE) }, (_, index) => index * STRIDE);
}

describe('one bit that was not signed', () => {
  let world: World;
  let start: ReturnType<World['chain']['snapshot']>;
  let voucher: SignedVoucher;
  beforeAll(async () => {
    world = await makeWorld();
    await world.deposit('1');
    start = world.chain.snapshot();
    voucher = await world.voucher('0.5');
  });

  /** What the channel says to a message of payee's, as if it were the first. */
  async function answer(body: Cell): Promise<string> {
    await world.chain.loadFrom(start);
    return world.send(world.payee, body);
  }

  async function refusesBitsOf(body: Cell): Promise<void> {
    expect(await answer(body)).toBe('ok');
    const [promise] = body.refs;
    if (!promise) throw new Error('a promise rides in a reference');
    const refused = new Map<string, number>();
    const forged = [
      ...placesOf(promise.bits.length).map((at) => turned(body, null, turned(promise, at))),
      ...placesOf(SIGNATURE_BITS).map((at) => turned(body, body.bits.length - 1 - at)),
    ];
    for (const message of forged) {
      const said = await answer(message);
      refused.set(said, (refused.get(said) ?? 0) + 1);
      expect((await world.state()).claimedNano).toBe(0n);
    }
    expect([...refused]).toEqual([['BadSignature', forged.length]]);
  }

  test('of voucher or signature makes a claim worthless: network, channel, amount, kind, all', async () => {
    await refusesBitsOf(claimBody(toNano('0.5'), voucher));
  });

  test('of agreement or signature makes a close worthless', async () => {
    await refusesBitsOf(closeNowBody(await world.agreement('0.5')));
  });

  test('after the promise, or a promise cut short, is refused too', async () => {
    const body = claimBody(toNano('0.5'), voucher);
    const [promise] = body.refs;
    if (!promise) throw new Error('a promise rides in a reference');
    const longer = new Builder().storeSlice(promise.beginParse()).storeBit(1).endCell();
    const shorter = new Builder().storeBits(promise.bits.substring(0, promise.bits.length - 1)).endCell();
    for (const other of [longer, shorter]) expect(await answer(turned(body, null, other))).toBe('BadSignature');
  });

  test('makes the market refuse it before the chain would', () => {
    const channel = {
      networkId: voucher.networkId,
      address: world.channel,
      sessionKey: world.key.publicKey,
      signedNano: 0n,
      depositedNano: toNano('1'),
    };
    const code = (altered: Partial<SignedVoucher>) => {
      const result = checkVoucher({ ...voucher, ...altered }, channel);
      return result.ok ? 'ok' : result.fault.code;
    };
    expect(code({})).toBe('ok');
    expect(code({ networkId: voucher.networkId + 1 })).toBe('voucher_wrong_channel');
    expect(code({ channel: world.terms.payer })).toBe('voucher_wrong_channel');
    for (let bit = 0n; bit < 29n; bit++) {
      expect(code({ cumulativeNano: voucher.cumulativeNano ^ (1n << bit) })).toMatch(/^voucher_(signature|stale)$/);
    }
    for (let at = 0; at < voucher.signature.length; at++) {
      const digit = (Number.parseInt(voucher.signature.charAt(at), 16) ^ 1).toString(16);
      const signature = voucher.signature.slice(0, at) + digit + voucher.signature.slice(at + 1);
      expect(code({ signature })).toBe('voucher_signature');
    }
  });
});
