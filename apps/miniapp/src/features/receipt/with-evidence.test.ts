import { sha256Hex } from '@spindle/sealed';
import { canonicalJson, utf8 } from '@spindle/shared';
import { expect, it } from 'vitest';
import { withEvidence } from './with-evidence.ts';

const bundle = { v: 1, kind: 'spindle-evidence', manifest: '{}' };
const text = canonicalJson(bundle);
const MARKET = 'https://market.example';
const giving =
  (body: string, status = 200): typeof fetch =>
  async () =>
    new Response(body, { status });

it('adds the bundle that the receipt names', async () => {
  const evidenceHash = await sha256Hex(utf8(text));
  expect(await withEvidence({ a: 1, evidenceHash }, MARKET, giving(text))).toEqual({
    a: 1,
    evidenceHash,
    evidence: bundle,
  });
});

it('adds no other, and none where there is none', async () => {
  const evidenceHash = await sha256Hex(utf8(text));
  const other = canonicalJson({ ...bundle, manifest: '[]' });
  for (const ask of [giving(other), giving('{}', 404)]) {
    expect(await withEvidence({ evidenceHash }, MARKET, ask)).toEqual({ evidenceHash });
  }
  expect(await withEvidence({ evidenceHash: '../x' }, MARKET, giving(text))).toEqual({ evidenceHash: '../x' });
  expect(await withEvidence(null, MARKET, giving(text))).toBeNull();
});
