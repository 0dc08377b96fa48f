import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@spindle/shared';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '../../../platform/index.ts';
import { makeNodeWorld, type NodeWorld } from '../../nodes/testing/node-world.ts';
import type { TestListing } from '../../nodes/testing/test-listing.ts';
import { insertPrompt } from '../prompts/prompts.repo.ts';
import type { Reading } from '../shapes.ts';
import { clearNode } from '../views/canary-desk.ts';
import { conclude } from './conclude.ts';
import { saveReading, saveReference, takePrompt } from './runs.repo.ts';

let world: NodeWorld;
let listing: TestListing;
let nowMs = Date.now();

beforeAll(async () => {
  world = await makeNodeWorld();
  listing = await world.listing();
});
afterAll(() => world.close());

const MARKS = Array.from({ length: 8 }, (_, at) => `mark-${at}`);
const READING: Reading = {
  ...{ isRight: null, marks: MARKS, odds: null, margins: null, bytes: 90 },
  ...{ inputTokens: 30, outputTokens: 20 },
};

async function addNode(): Promise<string> {
  const nodeId = uuidv7(nowMs);
  const { listingId } = listing;
  const row = { id: nodeId, listingId, identityKey: randomBytes(32).toString('hex'), program: 'test', hardware: {} };
  await world.db.prisma.node.create({ data: row });
  return nodeId;
}

/** The machine answers a question whose reference is known. */
async function answer(nodeId: string, reading: Reading): Promise<void> {
  nowMs += 1_000;
  const { pool } = world.db;
  const [promptId, runId] = [uuidv7(nowMs), uuidv7(nowMs)];
  const { modelId, revision, listingId } = listing;
  const seed = randomBytes(16).toString('hex');
  await insertPrompt(pool, { promptId, modelId, revision, kind: 'fingerprint', seed, isEasy: true }, nowMs);
  const { accountId } = world.provider;
  await takePrompt(pool, { runId, promptId, nodeId, listingId, accountId, atMs: nowMs });
  const reference = { promptId, source: 'trusted' as const, listingId: null, providers: 1, atMs: nowMs };
  await saveReference(pool, { ...reference, reading: READING, threshold: 0.5 });
  await inTransaction(pool, async (sql) => {
    await saveReading(sql, runId, reading, 50);
    await conclude(sql, promptId, nowMs);
  });
}

async function suspicion(nodeId: string): Promise<{ code: string; evidence: object } | null> {
  const { rows } = await world.db.pool.query(
    `SELECT code, evidence FROM node_standing WHERE node_id = $1 AND state = 'suspected'`,
    [nodeId],
  );
  return rows[0] ?? null;
}

it('a machine that bills a little more each time is found out by the sums, though each answer passes', async () => {
  const [liar, honest] = [await addNode(), await addNode()];
  for (let time = 0; time < 11; time++) {
    await answer(liar, { ...READING, inputTokens: 42 });
    await answer(honest, { ...READING, inputTokens: 31 });
  }
  expect(await suspicion(liar)).toBeNull();
  await answer(liar, { ...READING, inputTokens: 42 });
  await answer(honest, { ...READING, inputTokens: 31 });
  expect(await suspicion(liar)).toMatchObject({
    code: 'usage_inflated',
    evidence: { failed: 0, questions: 12, inputTokens: 504, referenceInputTokens: 360 },
  });
  expect(await suspicion(honest)).toBeNull();

  // An admin thinks better of it: what was before counts no more.
  await inTransaction(world.db.pool, (sql) => clearNode(sql, liar, nowMs + 1));
  await answer(liar, READING);
  expect(await suspicion(liar)).toBeNull();
});

it('so is one that counts more tokens for the very same words', async () => {
  const liar = await addNode();
  for (let time = 0; time < 12; time++) await answer(liar, { ...READING, outputTokens: 28 });
  expect(await suspicion(liar)).toMatchObject({ code: 'usage_inflated', evidence: { outputTokens: 336 } });
});
