import { type Receipt, type Signed, unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { checkReceipt, type ReceiptEvidence, SIGNING_DOMAINS, termsHash } from './index.ts';
import { signDocument, signReceipt } from './node/index.ts';
import { makeNode, makeTerms, NOW_MS } from './testing/fixtures.ts';

const node = makeNode('a');
const hash = (digit: string) => digit.repeat(64);

async function setup() {
  const terms = makeTerms(node.nodeId);
  const receipt: Receipt = {
    v: 1,
    jobId: terms.jobId,
    nodeId: node.nodeId,
    termsHash: await termsHash(terms),
    requestHash: hash('1'),
    answerHash: hash('2'),
    answerCommitment: hash('3'),
    tokens: { input: 20, cached: 5, output: 40 },
    end: 'stop',
    startedAt: NOW_MS,
    firstTokenAt: NOW_MS + 20,
    endedAt: NOW_MS + 900,
  };
  const evidence: ReceiptEvidence = {
    manifest: node.manifest,
    terms,
    requestHash: hash('1'),
    answerHash: hash('2'),
    answerCommitment: hash('3'),
    outputTokens: 40,
  };
  return { receipt, evidence };
}

async function wrongField(signed: Signed, evidence: ReceiptEvidence) {
  const checked = await checkReceipt(signed, evidence);
  return checked.ok ? 'none' : checked.fault.facts?.field;
}

describe('checkReceipt', () => {
  it('accepts what fits', async () => {
    const { receipt, evidence } = await setup();
    expect(unwrap(await checkReceipt(await signReceipt(receipt, node.receipts), evidence))).toEqual(receipt);
  });

  it('does not ask for what the checker cannot know', async () => {
    const { receipt, evidence } = await setup();
    const { answerHash: _, answerCommitment: __, outputTokens: ___, ...known } = evidence;
    expect(await wrongField(await signReceipt(receipt, node.receipts), known)).toBe('none');
  });

  it.each<[string, Partial<Receipt>]>([
    ['jobId', { jobId: '99999999-9999-7999-8999-999999999999' }],
    ['nodeId', { nodeId: makeNode('b').nodeId }],
    ['termsHash', { termsHash: hash('9') }],
    ['requestHash', { requestHash: hash('9') }],
    ['answerHash', { answerHash: hash('9') }],
    ['answerCommitment', { answerCommitment: hash('9') }],
    ['tokens.input', { tokens: { input: 1001, cached: 5, output: 40 } }],
    ['tokens.cached', { tokens: { input: 20, cached: 21, output: 40 } }],
    ['tokens.output', { tokens: { input: 20, cached: 5, output: 41 } }],
    ['tokens.output', { tokens: { input: 20, cached: 5, output: 501 } }],
    ['firstTokenAt', { firstTokenAt: null }],
    ['firstTokenAt', { firstTokenAt: NOW_MS - 1 }],
    ['firstTokenAt', { firstTokenAt: NOW_MS + 901 }],
    ['firstTokenAt', { endedAt: NOW_MS - 1 }],
    ['endedAt', { endedAt: NOW_MS - 1, firstTokenAt: null, tokens: { input: 20, cached: 5, output: 0 } }],
  ])('refuses a receipt whose %s does not fit', async (field, change) => {
    const { receipt, evidence } = await setup();
    const known = field === 'endedAt' ? { ...evidence, outputTokens: 0 } : evidence;
    expect(await wrongField(await signReceipt({ ...receipt, ...change }, node.receipts), known)).toBe(field);
  });

  it('refuses any text that the receipt key did not sign as a receipt', async () => {
    const { receipt, evidence } = await setup();
    const signed = await signReceipt(receipt, node.receipts);
    const texts = Object.keys(receipt).map((field) => signed.text.replace(`"${field}"`, `"${field}x"`));
    for (const text of [...texts, signed.text.replace('"output":40', '"output":41'), '']) {
      expect(await wrongField({ ...signed, text }, evidence)).toBe('signature');
    }
    expect(await wrongField(await signReceipt(receipt, node.identity), evidence)).toBe('signature');
    const asQuote = await signDocument(SIGNING_DOMAINS.quote, receipt, node.receipts);
    expect(await wrongField(asQuote, evidence)).toBe('signature');
  });

  it('refuses a signed text of another form', async () => {
    const { evidence } = await setup();
    expect(await wrongField(await signDocument(SIGNING_DOMAINS.receipt, { v: 2 }, node.receipts), evidence)).toBe(
      'form',
    );
  });
});
