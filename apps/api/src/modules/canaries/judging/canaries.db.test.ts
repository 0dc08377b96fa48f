import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '@spindle/node';
import { writeTinyGguf } from '@spindle/node/testing';
import { uuidv7 } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../accounts/index.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { eventually } from '../../nodes/testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../../nodes/testing/node-world.ts';
import type { TestListing } from '../../nodes/testing/test-listing.ts';
import type { TestMarket } from '../../nodes/testing/test-market.ts';
import { startTestMachine } from '../../nodes/testing/test-node.ts';
import type { Checks } from '../create-checks.ts';
import { checksOf } from '../testing/check-world.ts';

/*
 * Real engines with real (tiny) models over real links: the model that the listing names, the same one quantised, and
 * another one.
 */

let world: NodeWorld;
let market: TestMarket;
let checks: Checks;
let folder: string;
let model: TestListing;
const stops: (() => Promise<void>)[] = [];
const engines: Record<string, Engine> = {};

beforeAll(async () => {
  world = await makeNodeWorld();
  market = await world.market();
  checks = checksOf(world, market);
  folder = mkdtempSync(join(tmpdir(), 'spindle-canaries-'));
  const file = (name: string, seed: number, bits: number) => writeTinyGguf(join(folder, name), seed, { bits });
  for (const [name, path] of Object.entries({
    honest: file('a.gguf', 1, 32),
    quantised: file('b.gguf', 1, 5),
    other: file('c.gguf', 2, 32),
  })) {
    engines[name] = createEngine({ kind: 'embedded', file: path }, name, 4);
    await engines[name].check();
  }
  model = await world.listing();
}, 60_000);
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await world.db.pool.query('DELETE FROM trusted_listing; DELETE FROM node_standing; DELETE FROM canary_run');
  await world.db.pool.query('DELETE FROM canary_reference; DELETE FROM canary_prompt; DELETE FROM outbox_event');
});
afterAll(async () => {
  await world.clean();
  for (const engine of Object.values(engines)) await engine.close();
  await world.close();
  rmSync(folder, { recursive: true });
});

/** A listing of a provider of its own that offers the one model. */
async function listed(provider: Actor): Promise<TestListing> {
  const { db } = world;
  const { listingId, modelId } = { ...model, listingId: uuidv7(Date.now()) };
  const template = await db.prisma.listing.findUniqueOrThrow({
    where: { id: model.listingId },
    omit: { stateEvidence: true, waivedChecks: true },
  });
  await db.prisma.listing.create({ data: { ...template, id: listingId, accountId: provider.accountId } });
  const price = { inputMicroUsdPerMTok: 1n, cachedInputMicroUsdPerMTok: 1n, outputMicroUsdPerMTok: 1n };
  await db.prisma.offer.create({ data: { id: uuidv7(Date.now()), listingId, modelId, ...price } });
  return { ...model, listingId };
}

/** A machine of another provider that says it runs the model. It was measured, so that there is a hundredth to take. */
async function machine(engine: Engine | undefined, { isTrusted = false, owner = null as Actor | null } = {}) {
  const provider = owner ?? (await makeAccount(world.db, { roles: ['provider'] }));
  const listing = await listed(provider);
  if (isTrusted) {
    const data = { listingId: listing.listingId, actorId: provider.accountId, since: new Date() };
    await world.db.prisma.trustedListing.create({ data });
  }
  const started = await startTestMachine({ market, provider, listing, engine: engine as never });
  stops.push(started.stop);
  const { nodeId } = started.membership;
  const presence = await eventually('it is linked', () => market.nodes.presence(nodeId));
  await eventually(
    'it is idle',
    () => presence.loadedModels.size > 0 && presence.firstTokenMs !== null && presence.busy === 0,
  );
  await world.db.pool.query(
    `INSERT INTO measurement (id, node_id, listing_id, model_id, at, first_token_ms, most_tokens_per_second, levels,
       claimed_slots, ended, tokens) VALUES ($1, $2, $3, $4, now(), 1, 100000, '[]', 4, 'slots', 0)`,
    [uuidv7(Date.now()), nodeId, listing.listingId, model.modelId],
  );
  return { nodeId, provider, listingId: listing.listingId };
}

async function ask(nodeId: string, times: number): Promise<void> {
  for (let at = 0; at < times; at++) {
    await eventually('it is free', () => market.nodes.presence(nodeId)?.busy === 0);
    expect(await checks.askCanary(nodeId)).toEqual({ ok: true, value: null });
  }
}

const verdictsOf = async (nodeId: string) => {
  const { rows } = await world.db.pool.query<{ verdict: string; count: number }>(
    'SELECT verdict, count(*)::int AS count FROM canary_run WHERE node_id = $1 GROUP BY 1',
    [nodeId],
  );
  return {
    passed: 0,
    failed: 0,
    unknown: 0,
    ...Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count])),
  };
};
const standingOf = (nodeId: string) => world.db.prisma.nodeStanding.findUnique({ where: { nodeId } });

/** Which questions come is chance, and some tell more than others. */
async function askUntilSuspected(nodeId: string, most = 45) {
  for (let at = 0; at < most && (await standingOf(nodeId))?.state !== 'suspected'; at++) await ask(nodeId, 1);
  return standingOf(nodeId);
}

describe('a machine beside one that an admin vouches for', () => {
  it('is found out when it runs another model or a smaller one, and is not when it runs what it says', async () => {
    const trusted = await machine(engines.honest, { isTrusted: true });
    await ask(trusted.nodeId, 45);
    const honest = await machine(engines.honest);
    const quantised = await machine(engines.quantised);
    const other = await machine(engines.other);
    await ask(honest.nodeId, 18);
    expect(await askUntilSuspected(quantised.nodeId)).toMatchObject({ state: 'suspected', code: 'fingerprint_far' });
    expect(await askUntilSuspected(other.nodeId)).toMatchObject({ state: 'suspected', code: 'fingerprint_far' });
    expect(await standingOf(honest.nodeId)).toMatchObject({ state: 'good' });
    expect((await verdictsOf(honest.nodeId)).failed).toBe(0);
    expect((await verdictsOf(honest.nodeId)).passed).toBeGreaterThan(0);
    const events = await world.db.pool.query('SELECT kind, account_id FROM outbox_event ORDER BY id');
    const told = events.rows.filter(({ account_id }) => account_id === other.provider.accountId);
    expect(told).toMatchObject([{ kind: 'badge_lost' }]);
    expect(events.rows.every(({ account_id }) => account_id !== honest.provider.accountId)).toBe(true);
  }, 90_000);
});

describe('machines that nobody vouches for', () => {
  it('are unknown while they are few; three providers who agree find out the fourth', async () => {
    const pair = [await machine(engines.honest), await machine(engines.honest)];
    const liar = await machine(engines.other);
    for (const { nodeId } of [...pair, liar]) await ask(nodeId, 25);
    for (const { nodeId } of [...pair, liar]) {
      expect(await verdictsOf(nodeId)).toMatchObject({ passed: 0, failed: 0 });
      expect(await standingOf(nodeId)).toBeNull();
    }
    const third = await machine(engines.honest);
    await ask(third.nodeId, 25);
    expect(await standingOf(liar.nodeId)).toMatchObject({ state: 'suspected' });
    for (const { nodeId } of [...pair, third]) expect(await standingOf(nodeId)).toMatchObject({ state: 'good' });
  }, 90_000);
});

describe('a machine that counts more tokens than there were', () => {
  it('is found out by what the market itself asked', async () => {
    const trusted = await machine(engines.honest, { isTrusted: true });
    await ask(trusted.nodeId, 14);
    const liar = await machine(inflating(engines.honest, 1.8));
    await ask(liar.nodeId, 14);
    // Short questions leave room for a small lie, and which questions come is chance: some of them find it out.
    const { rows } = await world.db.pool.query(
      `SELECT DISTINCT code FROM canary_run WHERE node_id = $1 AND verdict = 'failed'`,
      [liar.nodeId],
    );
    expect(rows).toEqual([{ code: 'usage_inflated' }]);
    // More than the text has bytes is refused with the answer itself, by buyers' devices and here.
    const bold = await machine(inflating(engines.honest, 4));
    expect(await checks.askCanary(bold.nodeId)).toMatchObject({ ok: false, fault: { code: 'receipt_invalid' } });
  }, 60_000);
});

/** Says that it read more than it did. */
function inflating(engine: Engine | undefined, factor: number): Engine | undefined {
  if (!engine) return engine;
  const more = (tokens: number) => Math.round(tokens * factor);
  return {
    ...engine,
    name: engine.name,
    abilities: engine.abilities,
    check: () => engine.check(),
    close: async () => {},
    answer: (asked, signal, hear) =>
      engine.answer(asked, signal, (event) => {
        if (event.kind === 'read') return hear({ ...event, input: more(event.input) });
        if (event.kind === 'end') return hear({ ...event, usage: { ...event.usage, input: more(event.usage.input) } });
        return hear(event);
      }),
  };
}

it('no provider is asked the same twice, not even at two machines', async () => {
  const one = await machine(engines.honest);
  const two = await machine(engines.honest, { owner: one.provider });
  for (let at = 0; at < 3; at++) for (const { nodeId } of [one, two]) await ask(nodeId, 1);
  const { rows } = await world.db.pool.query('SELECT prompt_id FROM canary_run');
  expect(new Set(rows.map(({ prompt_id }) => prompt_id)).size).toBe(6);
});
