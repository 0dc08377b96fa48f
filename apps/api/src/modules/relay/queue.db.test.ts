import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/index.ts';
import { createRelayWorld, type RelayWorld, type TestMachine, tell } from './testing/index.ts';

let world: RelayWorld;
let machine: TestMachine;
let actor: Actor;

beforeAll(async () => {
  world = await createRelayWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.reset();
  machine = await world.addMachine({ pauseMs: 30 });
  // All slots but one are taken by others.
  machine.presence.busy = machine.presence.slots - 1;
  actor = world.actor(await world.buyer({ depositedNano: 10n ** 10n }));
});

const openHolds = async () =>
  (await world.db.pool.query(`SELECT 1 FROM hold WHERE account_id = $1 AND state = 'open'`, [actor.accountId]))
    .rowCount;

describe('a full machine', () => {
  it('answers one after the other, and never two in one slot', async () => {
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, machine.presence.busy);
    }, 1);
    const told = await Promise.all([tell(world.client(actor)), tell(world.client(actor)), tell(world.client(actor))]);
    clearInterval(watch);
    expect(told.map(({ text, fault }) => ({ text, fault }))).toEqual(
      Array(3).fill({ text: 'Hello from Spindle', fault: null }),
    );
    expect(most).toBe(machine.presence.slots);
    expect(machine.presence.busy).toBe(machine.presence.slots - 1);
  });

  it('holds no money for whoever waits, and lets them leave', async () => {
    machine.presence.busy = machine.presence.slots;
    const leaving = new AbortController();
    const asking = tell(world.client(actor), { signal: leaving.signal }).catch((error: unknown) => error);
    await expect.poll(() => world.admission.waiting).toBe(1);
    expect(await openHolds()).toBe(0);
    leaving.abort();
    await asking;
    await expect.poll(() => world.admission.waiting).toBe(0);
    expect(machine.asked).toEqual([]);
  });

  it('is said at once when waiting is of no use, with when to come again', async () => {
    machine.presence.busy = machine.presence.slots;
    const waiting = tell(world.client(actor));
    await expect.poll(() => world.admission.waiting).toBe(1);
    world.admission.close();
    expect((await waiting).fault).toMatchObject({ code: 'shutting_down', facts: { retryAfterSeconds: 5 } });
    expect(await openHolds()).toBe(0);
  });
});
