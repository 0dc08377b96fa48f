import { unwrap } from '@spindle/shared';
import type OpenAI from 'openai';
import { APIError } from 'openai';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { TestMachine } from '../../modules/relay/testing/index.ts';
import { usageOf } from '../../modules/usage/index.ts';
import { createDoorWorld, type DoorWorld } from './door-world.ts';

type Developer = Awaited<ReturnType<DoorWorld['developer']>>;

/** What the tests of a file share: one world with one machine, which is well before each test. */
export interface DoorTest extends Developer {
  readonly world: DoorWorld;
  readonly machine: TestMachine;
  /** OpenAI's client with the key of the developer whom each test gets anew. */
  readonly openai: OpenAI;
  /** The developer's usage, newest first, a hundred rows at most. */
  usage(): ReturnType<typeof usageItems>;
}

/** Opens the world before a file's tests, and closes it after them with books that balance. */
export function useDoorWorld(limits: Parameters<typeof createDoorWorld>[0]): DoorTest {
  let world: DoorWorld;
  let machine: TestMachine;
  let developer: Developer;
  let startMs: number;
  beforeAll(async () => {
    world = await createDoorWorld(limits);
    machine = await world.addMachine();
    startMs = world.clock.nowMs();
  });
  beforeEach(async () => {
    // Machines' keys are good for an hour of this clock.
    world.clock.set(startMs);
    machine.behaviour = {};
    machine.isLinked = true;
    machine.presence.busy = 0;
    machine.asked.length = 0;
    machine.late.length = 0;
    developer = await world.developer();
  });
  afterAll(async () => {
    expect(await world.ledger.audit()).toEqual([]);
    await world.close();
  });
  return {
    get world() {
      return world;
    },
    get machine() {
      return machine;
    },
    get accountId() {
      return developer.accountId;
    },
    get key() {
      return developer.key;
    },
    get openai() {
      return world.openai(developer.key);
    },
    usage: () => usageItems(world, developer),
  };
}

async function usageItems(world: DoorWorld, { accountId }: Developer) {
  return unwrap(await usageOf(world, { accountId }, { limit: 100 })).items;
}

/** How OpenAI's client was refused; fails when it was not. */
export async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (it: unknown) => it,
  );
  if (!(error instanceof APIError)) throw error ?? new Error('it was not refused');
  const { status, code, type, param } = error;
  return { status, code, type, param };
}
