import { createLedger } from '../../apps/api/src/modules/ledger/index.ts';
import { type AnswerRecord, billReceipt, createUsage } from '../../apps/api/src/modules/usage/index.ts';
import { openDatabase, systemClock } from '../../apps/api/src/platform/index.ts';
import { signReceipt } from '../../packages/sealed/src/node/index.ts';
import { makeNode, makeTerms } from '../../packages/sealed/src/testing/fixtures.ts';
import { type AccountId, type Receipt, unwrap, uuidv7, worstCostNano } from '../../packages/shared/src/index.ts';
import type { MarketOfBuyers } from './market-of-buyers.ts';

const NODE_NAMES = ['a', 'b', 'c'];
const HOUR_MS = 3_600_000;

/** What one request costs in the books, as a broker writes it: a hold for three candidates, and its end with its row. */
export interface RequestsInBooks {
  /** @returns how long the hold took, in ms. */
  one(): Promise<number>;
  close(): Promise<void>;
}

/** The receipt is made once: machines sign receipts, and brokers' checking of them is measured elsewhere. */
export async function openRequests(market: MarketOfBuyers): Promise<RequestsInBooks> {
  const db = openDatabase(market.url, () => {});
  const ledger = createLedger({ db, clock: systemClock });
  const usage = createUsage({ db, clock: systemClock, log: { warn: () => {}, error: () => {} }, ledger });
  const nodes = NODE_NAMES.map((name) => makeNode(name));
  const [node] = nodes;
  if (!node) throw new Error('there are machines');
  const terms = makeTerms(node.nodeId, { maxInputTokens: 4_000, maxOutputTokens: 1_000 });
  const receipt: Receipt = {
    ...{ v: 1, jobId: terms.jobId, nodeId: node.nodeId, termsHash: '33'.repeat(32), requestHash: 'cd'.repeat(32) },
    ...{ answerHash: '11'.repeat(32), answerCommitment: '22'.repeat(32), end: 'stop' },
    ...{ tokens: { input: 100, cached: 20, output: 50 }, startedAt: 1_000, firstTokenAt: 1_250, endedAt: 3_000 },
  };
  const bill = billReceipt(terms, receipt, null);
  const signed = await signReceipt(receipt, node.receipts);
  const worker = { providerId: market.provider, listingId: terms.listingId, nodeId: node.nodeId };
  let count = 0;

  async function hold(jobId: string, accountId: AccountId, amountNano: bigint): Promise<number> {
    const held = Object.fromEntries(
      nodes.map(({ nodeId, receipts }) => [
        nodeId,
        { providerId: market.provider, receiptKey: receipts.publicKey, terms: { ...terms, jobId, nodeId } },
      ]),
    );
    const startMs = performance.now();
    const opened = await ledger.openHold({
      ...{ jobId, accountId, apiKeyId: null, amountNano, requestHash: receipt.requestHash, terms: held },
      expiresAtMs: Date.now() + HOUR_MS,
    });
    unwrap(opened);
    return performance.now() - startMs;
  }

  return {
    one: async () => {
      const accountId = market.buyers[count++ % market.buyers.length];
      if (!accountId) throw new Error('there are buyers');
      const jobId = uuidv7(Date.now());
      const holdNano = worstCostNano(terms);
      const tookMs = await hold(jobId, accountId, holdNano);
      const record: AnswerRecord = {
        ...{ jobId, accountId, apiKeyId: null, modelId: terms.model, holdNano, worker, bill, receipt: signed },
        ...{ rateMicroUsdPerCoin: 3_000_000n, errorCode: null, firstTokenMs: 250, totalMs: 2_000 },
        decision: { policy: 'cheapest', attempts: [{ nodeId: node.nodeId }] },
      };
      await usage.record(record);
      return tookMs;
    },
    close: () => db.close(),
  };
}
