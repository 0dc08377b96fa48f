import { signReceipt, termsHash } from '@spindle/sealed/node';
import { makeNode, makeTerms, type TestNode } from '@spindle/sealed/testing';
import { type AccountId, type Receipt, type Signed, type Terms, unwrap, uuidv7, worstCostNano } from '@spindle/shared';
import type { Clock } from '../../../platform/index.ts';
import type { HoldInput, Ledger } from '../../ledger/index.ts';
import { holdOf } from '../../ledger/testing/index.ts';
import type { AnswerRecord } from '../answer-record.ts';
import { billReceipt } from '../bill.ts';

export const LISTING = '01900000-0000-7000-8000-0000000000aa';

export interface Job {
  hold: HoldInput;
  terms: Terms;
  nodeId: string;
}

/** Requests of one buyer to one machine, as the relay would open and end them. For tests. */
export interface Jobs {
  node: TestNode;
  open(more?: Partial<HoldInput>): Promise<Job>;
  receiptFor(job: Job, more?: Partial<Receipt>): Promise<Receipt>;
  signed(job: Job, more?: Partial<Receipt>): Promise<Signed>;
  /** A complete answer that costs 9,667 nano, 483 of them the market's. */
  recordFor(job: Job, more?: Partial<AnswerRecord>): Promise<AnswerRecord>;
}

export function makeJobs(
  world: { ledger: Ledger; clock: Clock },
  { buyer, provider }: { buyer: AccountId; provider: AccountId },
): Jobs {
  const node = makeNode('b');

  async function open(more: Partial<HoldInput> = {}): Promise<Job> {
    const jobId = uuidv7(world.clock.nowMs());
    const terms = makeTerms(node.nodeId, { jobId, listingId: LISTING });
    const held = { [node.nodeId]: { providerId: provider, receiptKey: node.receipts.publicKey, terms } };
    const hold = holdOf(buyer, worstCostNano(terms), { jobId, terms: held, ...more });
    unwrap(await world.ledger.openHold(hold));
    return { hold, terms, nodeId: node.nodeId };
  }

  async function receiptFor({ hold, terms, nodeId }: Job, more: Partial<Receipt> = {}): Promise<Receipt> {
    return {
      v: 1,
      jobId: hold.jobId,
      nodeId,
      termsHash: await termsHash(terms),
      requestHash: hold.requestHash,
      answerHash: '11'.repeat(32),
      answerCommitment: '22'.repeat(32),
      tokens: { input: 100, cached: 20, output: 50 },
      end: 'stop',
      startedAt: 1_000,
      firstTokenAt: 1_250,
      endedAt: 3_000,
      ...more,
    };
  }
  const signed = async (job: Job, more: Partial<Receipt> = {}): Promise<Signed> =>
    signReceipt(await receiptFor(job, more), node.receipts);

  async function recordFor(job: Job, more: Partial<AnswerRecord> = {}): Promise<AnswerRecord> {
    const receipt = await receiptFor(job);
    return {
      jobId: job.hold.jobId,
      accountId: buyer,
      apiKeyId: job.hold.apiKeyId,
      modelId: job.terms.model,
      holdNano: job.hold.amountNano,
      rateMicroUsdPerCoin: 3_000_000n,
      worker: { providerId: provider, listingId: LISTING, nodeId: job.nodeId },
      bill: billReceipt(job.terms, receipt, null),
      errorCode: null,
      firstTokenMs: 250,
      totalMs: 2_000,
      decision: { policy: 'cheapest', attempts: [{ nodeId: job.nodeId }] },
      receipt: await signReceipt(receipt, node.receipts),
      ...more,
    };
  }

  return { node, open, receiptFor, signed, recordFor };
}
