import { createTestDatabase, type TestDatabase } from '@spindle/devnet/test-database';
import { checkReceipt } from '@spindle/sealed/node';
import { unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { eventually } from './testing/eventually.ts';
import { makeTestAsk, readTestAnswer } from './testing/test-ask.ts';
import { makeTestListing } from './testing/test-listing.ts';
import { startTestMarket, type TestMarket } from './testing/test-market.ts';
import { startTestMachine, type TestMachine } from './testing/test-node.ts';

let database: TestDatabase;
let db: Database;
let provider: Actor;
let market: TestMarket;
let machine: TestMachine;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, () => {});
  provider = await makeAccount(db, { roles: ['provider'] });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(async () => {
  market = await startTestMarket(db);
  machine = await startTestMachine({ market, provider, listing: await makeTestListing(db, provider) });
});
afterEach(async () => {
  await machine.stop();
  await market.close();
});

const linked = () => eventually('the node is linked', () => market.nodes.presence(machine.membership.nodeId));

describe('a linked node', () => {
  it('is present with its manifest, slots and loaded model', async () => {
    const presence = await linked();
    expect(presence.slots).toBe(4);
    expect([...presence.loadedModels]).toEqual([machine.listing.modelId]);
    expect(presence.manifest.models[0]?.revision).toBe('r1');
    expect(market.nodes.presencesOf(machine.listing.listingId)).toHaveLength(1);
  });

  it('answers a sealed request, and its receipt fits what was carried', async () => {
    const presence = await linked();
    const ask = await makeTestAsk(market.signer, presence, 'one two three');
    const answer = await readTestAnswer(ask, unwrap(market.nodes.infer(presence.nodeId, ask.body)));
    expect(answer).toMatchObject({ text: 'one two three ', isWhole: true, outputTokens: 3, fault: null });
    const evidence = {
      manifest: ask.manifest,
      terms: ask.terms,
      requestHash: ask.sealed.requestHash,
      answerHash: answer.answerHash,
      outputTokens: 3,
    };
    expect(answer.receipt && (await checkReceipt(answer.receipt, evidence))).toMatchObject({ ok: true });
    expect(machine.node.view().receiptsWaiting).toBe(1);
    market.nodes.ackReceipts(presence.nodeId, [ask.terms.jobId]);
    await eventually('the receipt is forgotten', () => machine.node.view().receiptsWaiting === 0);
  });
});
