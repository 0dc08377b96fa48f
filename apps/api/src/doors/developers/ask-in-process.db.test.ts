import { afterAll, beforeAll, expect, it } from 'vitest';
import { MODEL } from '../../modules/relay/testing/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';
import { askInProcess } from './ask-in-process.ts';

let world: DoorWorld;
beforeAll(async () => {
  world = await createDoorWorld();
  await world.addMachine();
});
afterAll(() => world.close());

/** The word by which routing finds the machine that knows how a conversation begins. */
async function wordOf(accountId: Awaited<ReturnType<DoorWorld['person']>>, ...said: string[]) {
  const messages = said.map((content, at) => ({ role: at % 2 ? ('assistant' as const) : ('user' as const), content }));
  for await (const event of askInProcess(world.doorParts, world.actor(accountId), { model: MODEL, messages })) {
    if (event.kind === 'quoted') return event.quote.request.affinity;
  }
  return undefined;
}

it('turns of one conversation share a word here too, other buyers’ and other conversations don’t', async () => {
  const [anna, bob] = [await world.person(), await world.person()];
  const first = await wordOf(anna, 'Hi');
  expect(first).toMatch(/^[\w-]{20}$/);
  expect(await wordOf(anna, 'Hi', 'Hello', 'And?')).toBe(first);
  expect(await wordOf(bob, 'Hi')).not.toBe(first);
  expect(await wordOf(anna, 'Ho')).not.toBe(first);
});
