import { readFileSync } from 'node:fs';
import { Cell, toNano } from '@ton/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ListWorld, makeListWorld } from '../testing/list-world.ts';
import { DAY_SECONDS } from '../testing/world.ts';
import {
  acceptKeysBody,
  activateBody,
  cancelOfferBody,
  cancelProposalBody,
  LIST_GAS_NANO,
  listRefusalName,
  offerKeysBody,
  proposeBody,
  revokeAllBody,
  revokeBody,
} from './index.ts';

const EMPTY_ROOT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const TREE = { root: '11'.repeat(32), size: 3 };
const OTHER = { root: '22'.repeat(32), size: 5 };
const LEAF = 'a0'.repeat(32);

let world: ListWorld;
beforeEach(async () => {
  world = await makeListWorld();
  expect(await world.deploy(Cell.EMPTY)).toBe('ok');
});

/** Proposes a tree, waits the day, and has a stranger carry it. */
async function list(tree = TREE): Promise<void> {
  expect(await world.send(world.owner, proposeBody(tree))).toBe('ok');
  world.wait(DAY_SECONDS);
  expect(await world.send(world.stranger, activateBody())).toBe('ok');
}

describe('a new list', () => {
  it('allows nothing, whoever deployed it', async () => {
    expect(await world.state()).toEqual({
      ...{ version: 0, root: EMPTY_ROOT, size: 0, revoked: [], proposal: null, offer: null },
      ...{ owner: world.terms.owner, guardian: world.terms.guardian, terms: world.terms },
    });
  });

  it('refuses what it does not know, and what does not pay for itself', async () => {
    expect(await world.send(world.owner, new Cell().asBuilder().storeUint(7, 32).endCell())).toBe('UnknownMessage');
    expect(await world.send(world.owner, proposeBody(TREE), LIST_GAS_NANO - 1n)).toBe('LowValue');
    expect(await world.send(world.owner, Cell.EMPTY, toNano('0.01'))).toBe('ok');
    expect(await world.state()).toMatchObject({ version: 0, proposal: null });
  });
});

describe('an addition', () => {
  it('waits a day, then anybody may carry it, once', async () => {
    expect(await world.send(world.owner, proposeBody(TREE))).toBe('ok');
    const readyAtSeconds = (world.chain.now ?? 0) + DAY_SECONDS;
    expect(await world.state()).toMatchObject({ version: 0, size: 0, proposal: { ...TREE, readyAtSeconds } });
    world.wait(DAY_SECONDS - 1);
    for (const one of [world.owner, world.guardian, world.stranger])
      expect(await world.send(one, activateBody())).toBe('TooEarly');
    world.wait(1);
    expect(await world.send(world.stranger, activateBody())).toBe('ok');
    expect(await world.state()).toMatchObject({ ...TREE, version: 1, proposal: null });
    expect(await world.send(world.owner, activateBody())).toBe('NothingWaits');
  });

  it('is the owner’s alone to propose, and is of something', async () => {
    for (const one of [world.guardian, world.stranger])
      expect(await world.send(one, proposeBody(TREE))).toBe('NotOwner');
    expect(await world.send(world.owner, proposeBody({ ...TREE, size: 0 }))).toBe('EmptyTree');
    expect((await world.state()).proposal).toBeNull();
  });

  it('that is changed waits its whole day again', async () => {
    await world.send(world.owner, proposeBody(TREE));
    world.wait(DAY_SECONDS - 1);
    expect(await world.send(world.owner, proposeBody(OTHER))).toBe('ok');
    world.wait(1);
    expect(await world.send(world.owner, activateBody())).toBe('TooEarly');
    world.wait(DAY_SECONDS);
    expect(await world.send(world.owner, activateBody())).toBe('ok');
    expect(await world.state()).toMatchObject({ ...OTHER, version: 1 });
  });

  it('is stopped by owner or guardian', async () => {
    expect(await world.send(world.guardian, cancelProposalBody())).toBe('NothingWaits');
    for (const one of [world.owner, world.guardian]) {
      await world.send(world.owner, proposeBody(TREE));
      expect(await world.send(world.stranger, cancelProposalBody())).toBe('NotGuardian');
      expect(await world.send(one, cancelProposalBody())).toBe('ok');
      world.wait(DAY_SECONDS);
      expect(await world.send(world.owner, activateBody())).toBe('NothingWaits');
    }
    expect(await world.state()).toMatchObject({ version: 0, size: 0 });
  });
});

describe('a revocation', () => {
  it('counts at once, by owner or guardian, and leaves the tree as it is', async () => {
    await list();
    expect(await world.send(world.stranger, revokeBody(LEAF))).toBe('NotGuardian');
    expect(await world.send(world.guardian, revokeBody(LEAF))).toBe('ok');
    expect(await world.send(world.owner, revokeBody(LEAF))).toBe('AlreadyRevoked');
    expect(await world.send(world.owner, revokeBody('b0'.repeat(32)))).toBe('ok');
    expect(await world.state()).toMatchObject({ ...TREE, version: 3, revoked: [LEAF, 'b0'.repeat(32)] });
  });

  it('outlives every list that follows', async () => {
    await world.send(world.guardian, revokeBody(LEAF));
    await list();
    await list(OTHER);
    expect(await world.state()).toMatchObject({ ...OTHER, version: 3, revoked: [LEAF] });
  });

  it('of everything empties the list, drops what waits, and can be done by the guardian', async () => {
    expect(await world.send(world.owner, revokeAllBody())).toBe('AlreadyEmpty');
    await list();
    await world.send(world.owner, proposeBody(OTHER));
    expect(await world.send(world.stranger, revokeAllBody())).toBe('NotGuardian');
    expect(await world.send(world.guardian, revokeAllBody())).toBe('ok');
    expect(await world.state()).toMatchObject({ version: 2, root: EMPTY_ROOT, size: 0, proposal: null });
    world.wait(DAY_SECONDS);
    expect(await world.send(world.owner, activateBody())).toBe('NothingWaits');
  });
});

describe('keys', () => {
  const keys = () => ({ owner: world.stranger.address.toRawString(), guardian: world.terms.guardian });

  it('change after a day, when the new owner takes them up; what the old one proposed is dropped', async () => {
    expect(await world.send(world.guardian, offerKeysBody(keys()))).toBe('NotOwner');
    expect(await world.send(world.stranger, acceptKeysBody())).toBe('NothingWaits');
    expect(await world.send(world.owner, offerKeysBody(keys()))).toBe('ok');
    expect(await world.send(world.stranger, acceptKeysBody())).toBe('TooEarly');
    world.wait(DAY_SECONDS);
    await world.send(world.owner, proposeBody(TREE));
    expect(await world.send(world.owner, acceptKeysBody())).toBe('NotOffered');
    expect(await world.send(world.stranger, acceptKeysBody())).toBe('ok');
    expect(await world.state()).toMatchObject({ ...keys(), version: 0, offer: null, proposal: null });
    expect(await world.send(world.owner, proposeBody(TREE))).toBe('NotOwner');
    expect(await world.send(world.owner, revokeBody(LEAF))).toBe('NotGuardian');
    expect(await world.send(world.stranger, proposeBody(TREE))).toBe('ok');
  });

  it('that are offered can be refused by owner or guardian', async () => {
    expect(await world.send(world.owner, cancelOfferBody())).toBe('NothingWaits');
    for (const one of [world.owner, world.guardian]) {
      await world.send(world.owner, offerKeysBody(keys()));
      expect(await world.send(world.stranger, cancelOfferBody())).toBe('NotGuardian');
      expect(await world.send(one, cancelOfferBody())).toBe('ok');
    }
    world.wait(DAY_SECONDS);
    expect(await world.send(world.stranger, acceptKeysBody())).toBe('NothingWaits');
  });
});

describe('getters', () => {
  it('tell the list, and how a leaf stands, in numbers', async () => {
    await list();
    await world.send(world.guardian, revokeBody(LEAF));
    const read = async (leaf: string) => {
      const stack = await world.get('get_standing', leaf);
      return [stack.readNumber(), stack.readBigNumber().toString(16), stack.readNumber(), stack.readNumber()];
    };
    expect(await read(LEAF)).toEqual([2, TREE.root, 3, -1]);
    expect(await read('b0'.repeat(32))).toEqual([2, TREE.root, 3, 0]);
    const stack = await world.get('get_list');
    expect([stack.readNumber(), stack.readBigNumber().toString(16), stack.readNumber(), stack.readNumber()]).toEqual([
      ...[2, TREE.root, 3, 1],
    ]);
    expect(stack.readAddress().toRawString()).toBe(world.terms.owner);
  });
});

it('keeps its reserve and gives back the rest, and keeps gifts', async () => {
  await world.send(world.stranger, Cell.EMPTY, toNano('1'));
  const before = await world.balance();
  await world.send(world.owner, proposeBody(TREE), toNano('5'));
  const after = await world.balance();
  expect(after).toBeGreaterThanOrEqual(before - toNano('0.0001'));
  expect(after).toBeLessThan(before + toNano('0.001'));
});

it('every refusal of the contract has its name here', () => {
  const source = readFileSync(new URL('../../contracts/allow-list/refusals.tolk', import.meta.url), 'utf8');
  const refusals = [...source.matchAll(/^ {4}(\w+) = (\w+)/gm)];
  expect(refusals).toHaveLength(11);
  for (const [, name, exitCode] of refusals)
    expect([exitCode, listRefusalName(Number(exitCode))]).toEqual([exitCode, name]);
});
