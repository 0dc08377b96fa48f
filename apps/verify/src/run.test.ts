import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canonicalJson } from '@spindle/shared';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  hasRealEvidence,
  REAL_TDX_AT_MS,
  realBytes,
  realText,
} from '../../../packages/sealed/src/attestation/testing/real-evidence.ts';
import { generateSigner, SIGNING_DOMAINS } from '../../../packages/sealed/src/node/index.ts';
import { makeNode, makeTerms, NOW_MS } from '../../../packages/sealed/src/testing/fixtures.ts';
import type { Command } from './read-command-line.ts';
import { run } from './run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spindle-verify-run-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}
const command = (changes: Partial<Command> & Pick<Command, 'file'>): Command => ({
  ...{ name: 'evidence', collateral: null, keys: null, accepted: ['UpToDate'], atMs: null, nowMs: REAL_TDX_AT_MS },
  ...changes,
});

it.skipIf(!hasRealEvidence)('refuses a genuine machine whose rating was not accepted by name', async () => {
  const paths = {
    file: file('quote', realBytes('tdx/tdx_quote')),
    collateral: file('collateral.json', realText('tdx/tdx_quote_collateral.json')),
  };
  const good = await run(command(paths), 'en');
  expect([good.exitCode, good.words.includes('mrTd: ')]).toEqual([0, true]);
  const refused = await run(command({ ...paths, accepted: ['SWHardeningNeeded'] }), 'ru');
  expect(refused).toMatchObject({
    exitCode: 1,
    facts: { refusal: { code: 'tcb_status_refused', facts: { status: 'UpToDate' } } },
  });
  expect(refused.words).toContain('ОТКАЗ (tcb_status_refused)');
});

it('judges a receipt, and says what it could not compare', async () => {
  const node = makeNode();
  const terms = makeTerms(node.nodeId);
  const manifest = canonicalJson({ ...node.manifest });
  const text = canonicalJson({
    ...{ v: 1, jobId: terms.jobId, nodeId: node.nodeId, termsHash: '00'.repeat(32), requestHash: '00'.repeat(32) },
    ...{ answerHash: '00'.repeat(32), answerCommitment: '00'.repeat(32), tokens: { input: 1, cached: 0, output: 1 } },
    ...{ end: 'stop', startedAt: NOW_MS, firstTokenAt: NOW_MS, endedAt: NOW_MS },
  });
  const receipt = (signature: string) => ({
    ...{ v: 1, kind: 'spindle-receipt', receipt: { text, signature }, manifest, identityKey: node.identity.publicKey },
  });
  const manifestSignature = await node.identity.sign(SIGNING_DOMAINS.manifest, manifest);
  const judge = async (signer: { sign(domain: 'spindle-receipt/1', text: string): Promise<string> }) => {
    const content = { ...receipt(await signer.sign(SIGNING_DOMAINS.receipt, text)), manifestSignature };
    return run(command({ name: 'receipt', file: file('receipt.json', JSON.stringify(content)) }), 'en');
  };
  const good = await judge(node.receipts);
  expect(good.exitCode).toBe(0);
  expect(good.words).toContain('✓ The machine signed the receipt');
  expect(good.words).toContain('2 could not be made');
  expect(await judge(generateSigner())).toMatchObject({
    exitCode: 1,
    facts: { refusal: { code: 'receipt_signature_wrong' } },
  });
});
