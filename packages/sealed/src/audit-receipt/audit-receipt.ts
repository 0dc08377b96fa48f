import {
  hex,
  type Manifest,
  ManifestSchema,
  parseDocument,
  type Receipt,
  ReceiptSchema,
  type Terms,
} from '@spindle/shared';
import type { AttestationFault, CheckLine } from '@spindle/shared/attestation';
import { CheckList } from '../attestation/check-list.ts';
import { auditEvidence } from '../attestation/index.ts';
import { must, Refusal, refuse } from '../attestation/refusal.ts';
import { timeText } from '../attestation/time-text.ts';
import { CLOCK_SKEW_MS } from '../clock-skew.ts';
import { commitmentOf } from '../commitment.ts';
import { SIGNING_DOMAINS } from '../domains.ts';
import { sha256Hex, termsHash } from '../hash.ts';
import { verifySigned } from '../signed.ts';
import { openQuestion } from './open-question.ts';
import { type ReceiptFile, readReceiptFile } from './read-receipt-file.ts';

export interface ReceiptVerdict {
  ok: boolean;
  refusal: AttestationFault | null;
  lines: readonly CheckLine[];
  /** Null when it is not proven to be the machine's. */
  receipt: Receipt | null;
  manifest: Manifest | null;
}

/**
 * Checks who signed a receipt and that it fits what stands beside it.
 * @param value what `JSON.parse` gave of the file. @param atMs when the evidence in it is judged; without it, when the
 * answer began: that is when it mattered.
 */
export async function auditReceipt(value: unknown, atMs: number | null = null): Promise<ReceiptVerdict> {
  const checks = new CheckList();
  try {
    const file = readReceiptFile(value);
    const manifest = await checkManifest(file, checks);
    const receipt = await checkSignature(file, manifest, checks);
    await judgeTerms(file.terms, receipt, checks);
    await judgeCounts(file.terms, receipt, manifest, checks);
    await judgeBytes(file, receipt, checks);
    await judgeOpening(file, receipt, checks);
    await judgeQuestion(file, receipt, checks);
    if (file.evidence !== null) checks.lines.push(...(await evidenceLines(file, atMs ?? receipt.startedAt)));
    return verdictOf(checks.lines, null, receipt, manifest);
  } catch (error) {
    if (error instanceof Refusal) return verdictOf(checks.lines, error.fault, null, null);
    throw error;
  }
}

function verdictOf(
  lines: readonly CheckLine[],
  thrown: AttestationFault | null,
  receipt: Receipt | null,
  manifest: Manifest | null,
): ReceiptVerdict {
  const line = lines.find((it) => it.ok === false);
  const refusal = line?.code ? { code: line.code, facts: line.facts } : thrown;
  return { ok: refusal === null, refusal, lines, receipt, manifest };
}

/** An identity vouches by its signature; an enclave by its evidence, which is judged at the end, in lines of its own. */
const checkManifest = ({ manifest: text, identity, evidence }: ReceiptFile, checks: CheckList): Promise<Manifest> =>
  checks.run('receipt_manifest', async () => {
    const value = parseDocument(ManifestSchema, text) ?? refuse('manifest_unreadable');
    if (identity) {
      const signed = { text, signature: identity.signature };
      must(await verifySigned(SIGNING_DOMAINS.manifest, signed, identity.key), 'receipt_manifest_wrong');
      return { value, facts: { nodeId: value.nodeId, identity: identity.key } };
    }
    must(manifestOf(evidence) === text, 'receipt_mismatch', { field: 'evidence.manifest' });
    return { value, facts: { nodeId: value.nodeId } };
  });

const manifestOf = (evidence: unknown): unknown =>
  typeof evidence === 'object' && evidence !== null && 'manifest' in evidence ? evidence.manifest : undefined;

const checkSignature = ({ receipt: signed }: ReceiptFile, manifest: Manifest, checks: CheckList): Promise<Receipt> =>
  checks.run('receipt_signature', async () => {
    const isSigned = await verifySigned(SIGNING_DOMAINS.receipt, signed, manifest.receiptKey);
    must(isSigned, 'receipt_signature_wrong');
    const value = parseDocument(ReceiptSchema, signed.text) ?? refuse('receipt_unreadable');
    must(value.nodeId === manifest.nodeId, 'receipt_mismatch', { field: 'nodeId' });
    return { value, facts: { jobId: value.jobId, end: value.end, ended: timeText(value.endedAt) } };
  });

function judgeTerms(terms: Terms | null, receipt: Receipt, checks: CheckList): Promise<void> | void {
  if (!terms) return checks.skip('receipt_terms', 'evidence_missing', { what: 'terms' });
  return checks.judge('receipt_terms', async () => {
    for (const field of ['jobId', 'nodeId'] as const) {
      must(receipt[field] === terms[field], 'receipt_mismatch', { field });
    }
    must(receipt.termsHash === (await termsHash(terms)), 'receipt_mismatch', { field: 'termsHash' });
    return { model: terms.model, revision: terms.revision, tier: terms.tier };
  });
}

/** A machine signs for its own time and its own tokens; where the terms are known, not above them. */
const judgeCounts = (terms: Terms | null, receipt: Receipt, manifest: Manifest, checks: CheckList): Promise<void> =>
  checks.judge('receipt_counts', () => {
    const { tokens, startedAt, firstTokenAt, endedAt, resumed } = receipt;
    const output = tokens.output + (resumed?.tokens ?? 0);
    const fits: [field: string, isFit: boolean][] = [
      ['tokens.cached', tokens.cached <= tokens.input],
      ['tokens.input', !terms || tokens.input <= terms.maxInputTokens],
      ['tokens.output', !terms || output <= terms.maxOutputTokens],
      [
        'firstTokenAt',
        firstTokenAt === null ? tokens.output === 0 : firstTokenAt >= startedAt && firstTokenAt <= endedAt,
      ],
      ['endedAt', endedAt >= startedAt],
      ['startedAt', startedAt >= manifest.notBefore - CLOCK_SKEW_MS && startedAt < manifest.notAfter + CLOCK_SKEW_MS],
    ];
    for (const [field, isFit] of fits) must(isFit, 'receipt_mismatch', { field });
    return { input: tokens.input, cached: tokens.cached, output: tokens.output };
  });

function judgeBytes({ request, answer }: ReceiptFile, receipt: Receipt, checks: CheckList): Promise<void> | void {
  if (!request && !answer) return checks.skip('receipt_bytes', 'evidence_missing', { what: 'request, answer' });
  return checks.judge('receipt_bytes', async () => {
    const pairs = [
      ['requestHash', request],
      ['answerHash', answer],
    ] as const;
    for (const [field, bytes] of pairs) {
      if (bytes) must(receipt[field] === (await sha256Hex(bytes)), 'receipt_mismatch', { field });
    }
    return { request: request?.length ?? '-', answer: answer?.length ?? '-' };
  });
}

/** Whoever holds salt and pieces shows what the machine said; without them nobody can tell. */
function judgeOpening({ opening }: ReceiptFile, receipt: Receipt, checks: CheckList): Promise<void> | void {
  if (!opening) return;
  return checks.judge('receipt_opening', async () => {
    const commitment = await commitmentOf(opening.salt, opening.pieces);
    must(receipt.answerCommitment === commitment, 'receipt_mismatch', { field: 'answerCommitment' });
    return { pieces: opening.pieces.length };
  });
}

/** The sealed request is the one that the receipt names, and this key opens it: then nobody could have written another. */
function judgeQuestion({ opening, request }: ReceiptFile, receipt: Receipt, checks: CheckList): Promise<void> | void {
  if (!opening?.contentKey) return;
  const { contentKey, salt } = opening;
  return checks.judge('receipt_question', async () => {
    if (!request) return refuse('evidence_missing', { what: 'request' });
    must(receipt.requestHash === (await sha256Hex(request)), 'receipt_mismatch', { field: 'requestHash' });
    const question = await openQuestion({ request, contentKey });
    must(question.salt === hex(salt), 'receipt_mismatch', { field: 'opening.salt' });
    return { kind: question.kind };
  });
}

async function evidenceLines({ evidence, manifest }: ReceiptFile, atMs: number): Promise<readonly CheckLine[]> {
  const verdict = await auditEvidence(evidence, atMs);
  const isSame = manifestOf(evidence) === manifest;
  if (verdict.ok && isSame) return verdict.lines;
  // A bundle that could not even be read has no lines of its own.
  const { code, facts = {} } = verdict.refusal ?? { code: 'receipt_mismatch', facts: { field: 'evidence.manifest' } };
  const line: CheckLine = { check: 'manifest', ok: false, code, facts };
  return verdict.lines.some((it) => it.ok === false) ? verdict.lines : [...verdict.lines, line];
}
