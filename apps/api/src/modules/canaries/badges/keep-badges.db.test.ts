import { uuidv7 } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../nodes/testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../../nodes/testing/node-world.ts';
import { proofOfListing } from '../views/proof-of-listing.ts';
import { keepBadges } from './keep-badges.ts';

let world: NodeWorld;
const rule = { days: 2, answers: 20, successPercent: 90 };
let laterMs = 0;
const clock = { nowMs: () => Date.now() + laterMs };

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterEach(() => world.clean());
afterAll(() => world.close());

const look = () => {
  laterMs += 61_000;
  return keepBadges({ db: world.db, clock, rule });
};
const tierOf = async (id: string) => (await world.db.prisma.listing.findUniqueOrThrow({ where: { id } })).tier;
const sql = (text: string, values: unknown[] = []) => world.db.pool.query(text, values);

describe('the badge of the verified tier', () => {
  it('is given and taken off by itself, with its reason, and its owner hears of it once', async () => {
    const market = await world.market();
    const { membership, listing } = await world.machine(market);
    const { nodeId } = membership;
    const { listingId } = listing;
    await eventually('it is linked', () => market.nodes.presence(nodeId));
    const proof = async () => {
      const found = await proofOfListing({ db: world.db, clock, rule }, { listingId });
      return found.ok ? found.value : null;
    };

    expect(await look()).toEqual([]);
    expect((await proof())?.badge).toMatchObject({ isVerified: false, code: 'wallet_missing' });
    await sql(
      `INSERT INTO wallet (account_id, address, public_key, network_id, proven_at) VALUES ($1, $2, 'k', -3, now())`,
      [world.provider.accountId, listingId],
    );
    await look();
    expect((await proof())?.badge.code).toBe('not_measured');
    await sql(
      `INSERT INTO measurement (id, node_id, listing_id, model_id, at, first_token_ms, tokens_per_second, levels,
         claimed_slots, ended, tokens) VALUES ($1, $2, $3, $4, now(), 90, 50, '[]', 4, 'slots', 100)`,
      [uuidv7(Date.now()), nodeId, listingId, listing.modelId],
    );

    // What the broker itself counts: answers, failures of its own, minutes.
    for (let at = 0; at < 30; at++)
      market.nodes.outcome(nodeId, { kind: 'ok', firstTokenMs: 9, outputTokens: 20, totalMs: 90 });
    market.nodes.outcome(nodeId, { kind: 'failed', code: 'node_timeout' });
    market.nodes.outcome(nodeId, { kind: 'failed', code: 'context_too_long' });
    await market.nodes.keepDays();
    await market.nodes.keepDays();
    await look();
    expect((await proof())?.badge).toMatchObject({
      code: 'record_short',
      evidence: { days: 0, daysNeeded: 2, answers: 30 },
    });
    expect((await proof())?.record.inputs).toMatchObject({
      answers: 30,
      failures: 1,
      uptimeMinutes: 1,
      measurements: 1,
    });

    await sql(
      `INSERT INTO node_day (node_id, day, listing_id, uptime_minutes, answers)
       SELECT $1, current_date - it, $2, 900, 7 FROM generate_series(1, 2) it`,
      [nodeId, listingId],
    );
    const days = (await proof())?.days ?? [];
    expect(days).toHaveLength(30);
    expect(days.filter(({ answers }) => answers > 0)).toMatchObject([
      { uptimeMinutes: 900, answers: 10, failures: 0 },
      { uptimeMinutes: 900, answers: 10, failures: 0 },
      { uptimeMinutes: 1, answers: 30, failures: 5 },
    ]);
    expect(await look()).toEqual([listingId]);
    expect(await tierOf(listingId)).toBe('verified');
    expect(await look()).toEqual([]);

    await sql(
      `INSERT INTO node_standing (node_id, state, code, since, evidence, counts_from)
       VALUES ($1, 'suspected', 'fingerprint_far', now(), '{}', 'epoch')`,
      [nodeId],
    );
    expect(await look()).toEqual([listingId]);
    expect(await tierOf(listingId)).toBe('community');
    expect((await proof())?.badge).toMatchObject({
      isVerified: false,
      code: 'canaries_failed',
      evidence: { suspectedNodes: 1 },
    });
    const { rows } = await sql('SELECT kind, facts FROM outbox_event ORDER BY id');
    expect(rows).toMatchObject([
      { kind: 'badge_won', facts: { badge: 'verified', code: 'verified' } },
      { kind: 'badge_lost', facts: { badge: 'verified', code: 'canaries_failed' } },
    ]);
  });
});

it('a suspected machine is named so, and buyers are sent to others, as soon as anybody looks', async () => {
  const market = await world.market();
  const { membership, listing } = await world.machine(market);
  const presence = await eventually('it is linked', () => market.nodes.presence(membership.nodeId));
  const evidence = { failed: 3, of: 5 };
  const seen = () => market.nodes.nodesOf([listing.listingId]);
  // As another broker writes it.
  await sql(
    `INSERT INTO node_standing (node_id, state, code, since, evidence, counts_from)
     VALUES ($1, 'suspected', 'fingerprint_far', to_timestamp(7), $2, 'epoch')`,
    [membership.nodeId, JSON.stringify(evidence)],
  );
  const [view] = await seen();
  expect(view?.condition).toEqual({ state: 'suspected', code: 'fingerprint_far', sinceMs: 7_000, evidence });
  expect(presence.isSuspected).toBe(true);
  await sql(`UPDATE node_standing SET state = 'good' WHERE node_id = $1`, [membership.nodeId]);
  expect((await seen())[0]?.condition.state).toBe('online');
  expect(presence.isSuspected).toBe(false);
  market.nodes.suspect(new Set([membership.nodeId]));
  expect(presence.isSuspected).toBe(true);
});
