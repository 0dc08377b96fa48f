import { canonicalJson, type Receipt } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { tdxBundle } from '../attestation/testing/mock-machine.ts';
import { SIGNING_DOMAINS, sha256Hex, signReceipt, termsHash } from '../node/index.ts';
import { makeNode, makeTerms, NOW_MS } from '../testing/fixtures.ts';
import { auditReceipt } from './index.ts';

const request = Buffer.from('sealed request');
const answer = Buffer.from('sealed answer');

async function makeFile(changes: Partial<Receipt> = {}) {
  const node = makeNode();
  const terms = makeTerms(node.nodeId);
  const manifest = canonicalJson({ ...node.manifest });
  const receipt: Receipt = {
    ...{ v: 1, jobId: terms.jobId, nodeId: node.nodeId, termsHash: await termsHash(terms) },
    ...{
      requestHash: await sha256Hex(request),
      answerHash: await sha256Hex(answer),
      answerCommitment: '0c'.repeat(32),
    },
    tokens: { input: 10, cached: 2, output: 5 },
    end: 'stop',
    startedAt: NOW_MS,
    firstTokenAt: NOW_MS + 10,
    endedAt: NOW_MS + 20,
    ...changes,
  };
  return {
    v: 1,
    kind: 'spindle-receipt',
    receipt: await signReceipt(receipt, node.receipts),
    manifest,
    identityKey: node.identity.publicKey,
    manifestSignature: await node.identity.sign(SIGNING_DOMAINS.manifest, manifest),
    terms,
    request: request.toString('base64'),
    answer: answer.toString('base64'),
  };
}
type File = Awaited<ReturnType<typeof makeFile>>;

describe('a receipt', () => {
  it('is proven by the machine’s keys, and compared with what stands beside it', async () => {
    const verdict = await auditReceipt(await makeFile());
    expect(verdict.refusal).toBeNull();
    expect(verdict.lines.map(({ check, ok }) => [check, ok])).toEqual([
      ['receipt_manifest', true],
      ['receipt_signature', true],
      ['receipt_terms', true],
      ['receipt_counts', true],
      ['receipt_bytes', true],
    ]);
    expect(verdict.receipt?.tokens.output).toBe(5);
  });

  it('says what it could not be compared with', async () => {
    const { terms: _, request: __, answer: ___, ...file } = await makeFile();
    const verdict = await auditReceipt(file);
    expect(verdict.ok).toBe(true);
    expect(verdict.lines.filter(({ ok }) => ok === null).map(({ check }) => check)).toEqual([
      'receipt_terms',
      'receipt_bytes',
    ]);
  });

  it.each<[code: string, field: string | undefined, Partial<Receipt>, (file: File) => object]>([
    ['receipt_manifest_wrong', undefined, {}, (it) => ({ ...it, identityKey: '00'.repeat(32) })],
    [
      'receipt_signature_wrong',
      undefined,
      {},
      (it) => ({ ...it, receipt: { ...it.receipt, text: it.receipt.text.replace('"output":5', '"output":4') } }),
    ],
    ['receipt_mismatch', 'termsHash', {}, (it) => ({ ...it, terms: { ...it.terms, outputMicroUsdPerMTok: '1' } })],
    ['receipt_mismatch', 'jobId', { jobId: '22222222-2222-7222-8222-222222222222' }, (it) => it],
    ['receipt_mismatch', 'tokens.output', { tokens: { input: 10, cached: 0, output: 501 } }, (it) => it],
    ['receipt_mismatch', 'tokens.cached', { tokens: { input: 10, cached: 11, output: 1 } }, (it) => it],
    [
      'receipt_mismatch',
      'endedAt',
      { startedAt: NOW_MS + 30, firstTokenAt: null, tokens: { input: 1, cached: 0, output: 0 } },
      (it) => it,
    ],
    [
      'receipt_mismatch',
      'startedAt',
      { startedAt: NOW_MS + 1e9, firstTokenAt: NOW_MS + 1e9, endedAt: NOW_MS + 1e9 },
      (it) => it,
    ],
    ['receipt_mismatch', 'requestHash', {}, (it) => ({ ...it, request: it.answer })],
    ['receipt_mismatch', 'answerHash', {}, (it) => ({ ...it, answer: it.request })],
    ['manifest_unreadable', undefined, {}, (it) => ({ ...it, manifest: `${it.manifest} ` })],
    ['evidence_missing', undefined, {}, ({ identityKey: _, ...it }) => it],
    ['evidence_malformed', undefined, {}, (it) => ({ ...it, kind: 'other' })],
    ['evidence_malformed', undefined, {}, (it) => ({ ...it, terms: { v: 1 } })],
  ])('is refused by %s (%s)', async (code, field, changes, edit) => {
    const { ok, refusal } = await auditReceipt(edit(await makeFile(changes)));
    expect([ok, refusal?.code, refusal?.facts?.field]).toEqual([false, code, field]);
  });

  it('of a confidential machine is refused with the evidence of another, and with that of a mock one', async () => {
    const { identityKey: _, manifestSignature: __, ...file } = await makeFile();
    const other = await tdxBundle();
    expect((await auditReceipt({ ...file, evidence: other })).refusal).toMatchObject({
      code: 'receipt_mismatch',
      facts: { field: 'evidence.manifest' },
    });
    const mock = await tdxBundle({ text: () => file.manifest });
    expect((await auditReceipt({ ...file, evidence: mock })).refusal?.code).toBe('certificate_extension_unknown');
  });

  it.each([null, 1, [], {}, { v: 1, kind: 'spindle-receipt' }])('%j is refused by a code', async (value) => {
    expect((await auditReceipt(value)).refusal?.code).toBe('evidence_malformed');
  });
});
