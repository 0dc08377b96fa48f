import { expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { MAX_EVIDENCE_BYTES, readEvidenceText } from './evidence.ts';

const BUNDLE = { v: 1, kind: 'spindle-evidence', manifest: '{}', tdx: { quote: 'AA==' }, block: { seqno: 7 } };

it('reads the canonical text of a bundle, and leaves what the verifier reads as it is', () => {
  expect(readEvidenceText(canonicalJson(BUNDLE))).toEqual(BUNDLE);
});

it.each([
  ['in another order', JSON.stringify(BUNDLE)],
  ['of another kind', canonicalJson({ ...BUNDLE, kind: 'spindle-receipt' })],
  ['without a manifest', canonicalJson({ v: 1, kind: 'spindle-evidence' })],
  ['too long', canonicalJson({ ...BUNDLE, tdx: 'A'.repeat(MAX_EVIDENCE_BYTES) })],
  ['with a block that is none', canonicalJson({ ...BUNDLE, block: { seqno: -1 } })],
  ['no JSON', 'quote'],
])('refuses a text that is %s', (_, text) => {
  expect(readEvidenceText(text)).toBeNull();
});
