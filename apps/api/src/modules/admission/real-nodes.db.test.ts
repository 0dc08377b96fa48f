import { unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { NodePresence } from '../nodes/index.ts';
import { eventually } from '../nodes/testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../nodes/testing/node-world.ts';
import { makeScriptedEngine } from '../nodes/testing/scripted-engine.ts';
import { makeTestAsk, readTestAnswer } from '../nodes/testing/test-ask.ts';
import type { TestMarket } from '../nodes/testing/test-market.ts';
import type { TestMachine } from '../nodes/testing/test-node.ts';
import { type Admission, createAdmission, type Place } from './index.ts';
import { SIM_LIMITS, toAccount } from './testing/sim-market.ts';

let world: NodeWorld;
beforeAll(async () => {
  world = await makeNodeWorld();
});
afterAll(() => world.close());
afterEach(() => world.clean());

interface Scene {
  market: TestMarket;
  machine: TestMachine;
  presence: NodePresence;
  admission: Admission;
  enter(): ReturnType<Admission['enter']>;
  answer(place: Place, words: string): Promise<string>;
}

/** A machine with one slot, linked for real, and the admission before it. */
async function makeScene(): Promise<Scene> {
  const market = await world.market();
  const machine = await world.machine(market, { engine: makeScriptedEngine(20), slots: 1 });
  const { nodeId } = machine.membership;
  const presence = await eventually('the node is linked', () => market.nodes.presence(nodeId));
  const admission = createAdmission({
    limits: SIM_LIMITS,
    slotsOf: (id) => market.nodes.presence(id),
    onSlotsChanged: (listener) => market.nodes.onSlotsChanged(listener),
  });
  return {
    ...{ market, machine, presence, admission },
    enter: () =>
      admission.enter({
        ...{ accountId: toAccount('ann'), apiKeyId: null, serviceClass: 'interactive', modelId: 'm' },
        ...{ nodeIds: [nodeId], signal: new AbortController().signal },
      }),
    answer: async (place, words) => {
      const asked = await makeTestAsk(market.signer, presence, words);
      const stream = unwrap(market.nodes.infer(nodeId, asked.body));
      place.started();
      const { text } = await readTestAnswer(asked, stream);
      place.leave();
      return text;
    },
  };
}

it('a slot that an answer has left goes to whoever waits', async () => {
  const scene = await makeScene();
  const first = unwrap(await scene.enter());
  const answering = scene.answer(first, 'one two three');
  const second = scene.enter();
  await eventually('it waits', () => scene.admission.waiting === 1);
  expect(await answering).toBe('one two three ');
  const place = unwrap(await second);
  expect(place.queuedMs).toBeGreaterThan(0);
  expect(await scene.answer(place, 'four')).toBe('four ');
  await eventually('the slot is free again', () => scene.presence.busy === 0);
});

it('whoever waits for a node that has gone is told at once', async () => {
  const scene = await makeScene();
  unwrap(await scene.enter());
  const waiting = scene.enter();
  await eventually('it waits', () => scene.admission.waiting === 1);
  await scene.machine.stop();
  expect(await waiting).toMatchObject({ ok: false, fault: { code: 'node_lost' } });
});
