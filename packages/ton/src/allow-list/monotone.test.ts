import { Cell } from '@ton/core';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ListModel, type ListStep } from '../testing/list-model.ts';
import { type ListWorld, makeListWorld } from '../testing/list-world.ts';
import { DAY_SECONDS, type Outcome } from '../testing/world.ts';
import {
  acceptKeysBody,
  activateBody,
  cancelOfferBody,
  cancelProposalBody,
  offerKeysBody,
  proposeBody,
  revokeAllBody,
  revokeBody,
} from './index.ts';

const by = fc.constantFrom('owner' as const, 'owner' as const, 'guardian' as const, 'stranger' as const);
const digit = fc.integer({ min: 1, max: 4 });

/** Anything that owner, guardian, a stranger and the clock can do. */
const anyStep: fc.Arbitrary<ListStep> = fc.oneof(
  fc.record({ act: fc.constant('propose' as const), by, tree: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ act: fc.constant('revoke' as const), by, leaf: digit }),
  fc.record({ act: fc.constantFrom('activate' as const, 'cancelProposal' as const, 'revokeAll' as const), by }),
  fc.record({ act: fc.constant('offerKeys' as const), by, owner: by, guardian: by }),
  fc.record({ act: fc.constantFrom('acceptKeys' as const, 'cancelOffer' as const), by }),
  fc.record({ act: fc.constant('wait' as const), seconds: fc.constantFrom(1, DAY_SECONDS - 1, DAY_SECONDS) }),
  fc.constant<ListStep>({ act: 'wait', seconds: DAY_SECONDS }),
);

/** More stories for a longer look: `LIST_STORIES=2000 npx vitest run monotone`. */
const STORIES = Number(process.env.LIST_STORIES ?? 20);

it('whatever is done, in whatever order: the list is as the model says, and nothing is allowed that did not wait', async () => {
  const world = await makeListWorld();
  await world.deploy(Cell.EMPTY);
  const start = world.chain.snapshot();
  const story = async (steps: ListStep[]) => {
    await world.chain.loadFrom(start);
    const model = new ListModel();
    for (const step of steps) {
      const before = await world.state();
      const outcome = await perform(world, step);
      const isTaken = model.take(step, world.chain.now ?? 0);
      expect([step, outcome === 'ok'], outcome).toEqual([step, isTaken]);
      const after = await world.state();
      expect({ ...model.view(), owner: '', guardian: '' }).toEqual({
        ...{ version: after.version, root: after.root, size: after.size, revoked: after.revoked },
        ...{ proposal: after.proposal && { root: after.proposal.root, readyAt: after.proposal.readyAtSeconds } },
        ...{ owner: '', guardian: '' },
      });
      expect([after.owner, after.guardian]).toEqual([
        world[model.owner].address.toRawString(),
        world[model.guardian].address.toRawString(),
      ]);
      expect(after.version).toBeGreaterThanOrEqual(before.version);
      expect(after.revoked).toEqual(expect.arrayContaining(before.revoked));
      const isGrown = after.size > 0 && after.root !== before.root;
      if (isGrown) {
        expect(step.act).toBe('activate');
        expect(before.proposal).toMatchObject({ root: after.root, size: after.size });
        expect(before.proposal?.readyAtSeconds).toBeLessThanOrEqual(world.chain.now ?? 0);
      }
    }
  };
  const stories = fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 18 }), story);
  await fc.assert(stories, { numRuns: STORIES, seed: 20_261_129 });
});

async function perform(world: ListWorld, step: ListStep): Promise<Outcome> {
  if (step.act === 'wait') {
    world.wait(step.seconds);
    return 'ok';
  }
  return world.send(world[step.by], bodyOf(world, step));
}

function bodyOf(world: ListWorld, step: Exclude<ListStep, { act: 'wait' }>): Cell {
  switch (step.act) {
    case 'propose':
      return proposeBody({ root: ListModel.rootOf(step.tree), size: step.tree });
    case 'revoke':
      return revokeBody(ListModel.rootOf(step.leaf));
    case 'offerKeys': {
      const [owner, guardian] = [step.owner, step.guardian].map((name) => world[name].address.toRawString());
      return offerKeysBody({ owner: owner ?? '', guardian: guardian ?? '' });
    }
    case 'activate':
      return activateBody();
    case 'cancelProposal':
      return cancelProposalBody();
    case 'revokeAll':
      return revokeAllBody();
    case 'acceptKeys':
      return acceptKeysBody();
    case 'cancelOffer':
      return cancelOfferBody();
  }
}
