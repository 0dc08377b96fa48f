import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type ClosingChannel, closingChannel } from './closing-channel.ts';
import type { EscrowBuyer } from './escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from './escrow-world.ts';

export const COIN = 10n ** 9n;

/** What each test of a file works on; there while one runs. */
export interface AtHand {
  world: EscrowWorld;
  buyer: EscrowBuyer;
  own: ClosingChannel;
}

/** One world for all tests of a file, and for each a buyer with two coins deposited and one signed. Books fit after each. */
export function eachWithChannel(): AtHand {
  const at: Partial<AtHand> = {};
  let world: EscrowWorld;
  beforeAll(async () => {
    world = await createEscrowWorld();
  });
  beforeEach(async () => {
    const buyer = await world.openBuyer(2n * COIN, COIN);
    Object.assign(at, { world, buyer, own: closingChannel(world, buyer) });
  });
  afterEach(async () => {
    expect(await world.ledger.audit()).toEqual([]);
    await world.retireChannels();
  });
  afterAll(() => world.close());
  return at as AtHand;
}

export const codeOf = async (answer: Promise<{ ok: boolean; fault?: { code: string } }>) =>
  (await answer).fault?.code ?? 'ok';
