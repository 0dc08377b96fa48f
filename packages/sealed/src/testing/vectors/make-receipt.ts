import { type Receipt, type Signed, utf8 } from '@spindle/shared';
import { sha256Hex, signReceipt, termsHash } from '../../node/index.ts';
import { makeTerms } from '../fixtures.ts';
import { makeAnswer } from './make-answer.ts';
import { drawn, sealVector } from './make-request.ts';
import { seedHex } from './seeded.ts';
import { NOW_MS, signedManifest, vectorNode } from './world.ts';

/** The receipt of the request and the answer in the other vectors, as a file that anybody can check, and what is refused. */
export async function makeReceiptVectors() {
  const node = vectorNode('a');
  const terms = makeTerms(node.nodeId);
  const sealed = await sealVector();
  const { answer } = makeAnswer();
  const frames = Buffer.concat(answer.frames.map(({ frame }) => Buffer.from(frame, 'hex')));
  const manifest = await signedManifest(node);
  const receipt: Receipt = {
    v: 1,
    jobId: terms.jobId,
    nodeId: node.nodeId,
    termsHash: await termsHash(terms),
    requestHash: sealed.requestHash,
    answerHash: await sha256Hex(frames),
    answerCommitment: answer.answerCommitment,
    tokens: { input: 12, cached: 2, output: 20 },
    end: 'stop',
    startedAt: NOW_MS + 1_000,
    firstTokenAt: NOW_MS + 1_040,
    endedAt: NOW_MS + 2_500,
  };
  const file = {
    v: 1,
    kind: 'spindle-receipt',
    receipt: await signReceipt(receipt, node.receipts),
    manifest: manifest.text,
    manifestSignature: manifest.signature,
    identityKey: node.identity.publicKey,
    terms,
    request: Buffer.from(sealed.envelope).toString('base64'),
    answer: frames.toString('base64'),
    opening: {
      salt: drawn('request').salt,
      pieces: answer.frames.map(({ plain }) => Buffer.from(utf8(plain)).toString('base64')),
      contentKey: drawn('request').contentKey,
    },
  };
  const signed = (changes: Partial<Receipt>): Promise<Signed> => signReceipt({ ...receipt, ...changes }, node.receipts);
  return { file, vectors: { receiptSeed: seedHex('node a receipts'), refused: await refusedReceipts(signed, file) } };
}

/** What to put in place of what stands in the good file, and the refusal. */
interface RefusedReceipt {
  what: string;
  code: string;
  field?: string;
  /** Only for who checks questions that are shown. */
  part?: 'question';
  change: Record<string, unknown>;
}

async function refusedReceipts(
  signed: (changes: Partial<Receipt>) => Promise<Signed>,
  file: { receipt: Signed; terms: object; opening: object },
): Promise<RefusedReceipt[]> {
  const other = '5a'.repeat(32);
  const wrong: [what: string, field: string, Partial<Receipt>][] = [
    ['of another job', 'jobId', { jobId: '99999999-9999-7999-8999-999999999999' }],
    ['of another machine', 'nodeId', { nodeId: vectorNode('b').nodeId }],
    ['of other terms', 'termsHash', { termsHash: other }],
    ['of another request', 'requestHash', { requestHash: other }],
    ['of other frames', 'answerHash', { answerHash: other }],
    ['with more cached tokens than input', 'tokens.cached', { tokens: { input: 12, cached: 13, output: 20 } }],
    ['with more input than the terms allow', 'tokens.input', { tokens: { input: 1_001, cached: 2, output: 20 } }],
    ['with more output than the terms allow', 'tokens.output', { tokens: { input: 12, cached: 2, output: 501 } }],
    [
      'that ends before it begins',
      'endedAt',
      { startedAt: NOW_MS + 3_000, firstTokenAt: null, tokens: { input: 12, cached: 2, output: 0 } },
    ],
  ];
  const changed: RefusedReceipt[] = [];
  for (const [what, field, changes] of wrong) {
    changed.push({ what, code: 'receipt_mismatch', field, change: { receipt: await signed(changes) } });
  }
  const billed = file.receipt.text.replace('"output":20', '"output":21');
  changed.push(
    {
      what: 'changed after signing',
      code: 'receipt_signature_wrong',
      change: { receipt: { ...file.receipt, text: billed } },
    },
    {
      what: 'a manifest of somebody else',
      code: 'receipt_manifest_wrong',
      change: { identityKey: vectorNode('b').identity.publicKey },
    },
    {
      what: 'other terms beside it',
      code: 'receipt_mismatch',
      field: 'termsHash',
      change: { terms: { ...file.terms, outputMicroUsdPerMTok: '1' } },
    },
    { what: 'another request beside it', code: 'receipt_mismatch', field: 'requestHash', change: { request: 'AAAA' } },
    { what: 'another answer beside it', code: 'receipt_mismatch', field: 'answerHash', change: { answer: 'AAAA' } },
    {
      what: 'another plaintext beside it',
      code: 'receipt_mismatch',
      field: 'answerCommitment',
      change: { opening: { salt: other, pieces: ['AAAA'] } },
    },
    {
      what: 'a key that did not seal the request',
      part: 'question',
      code: 'receipt_mismatch',
      field: 'opening.contentKey',
      change: { opening: { ...file.opening, contentKey: other } },
    },
    {
      what: 'the key of a question that is not beside it',
      part: 'question',
      code: 'evidence_missing',
      change: { request: null },
    },
    { what: 'no voucher', code: 'evidence_missing', change: { identityKey: null } },
  );
  return changed;
}
