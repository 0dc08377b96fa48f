import type { MockEvidence } from '@spindle/devnet/attestation';
import { isAttestationCode } from '@spindle/shared/attestation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditEvidence } from './index.ts';
import { Refusal } from './refusal.ts';
import { mockAmd, mockVerifier, NONCE, NOW_MS, POLICY, tdxBundle } from './testing/mock-machine.ts';
import type { Verdict } from './verdict.ts';
import { readCertificate } from './x509/certificate.ts';
import { readCrl } from './x509/crl.ts';

/* Whatever is sent, the verifier answers: by a refusal with a code, in bounded time, and never by an exception. */
const mustRefuse = (verdict: Verdict) => {
  expect(verdict.ok).toBe(false);
  expect(isAttestationCode(verdict.refusal?.code ?? '')).toBe(true);
  expect(verdict.machine).toBeNull();
};
const verify = async (bundle: unknown) => (await mockVerifier()).verifyEvidence(bundle, POLICY, NOW_MS);

describe('input that is no evidence', () => {
  it('of any JSON is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => mustRefuse(await auditEvidence(value, NOW_MS))),
      { numRuns: 200 },
    );
  });

  it.each([
    undefined,
    null,
    0,
    '',
    [],
    {},
    { v: 1 },
    { v: 1, kind: 'spindle-evidence' },
    { v: 1, kind: 'spindle-evidence', tdx: 1 },
  ])('such as %j is refused', async (value) => mustRefuse(await auditEvidence(value, NOW_MS)));

  it('with two proofs is refused', async () => {
    const bundle = await tdxBundle();
    const amd = await mockAmd();
    const snp = {
      report: amd.report({ reportData: Buffer.alloc(64) }).toString('base64'),
      certificates: amd.certificates,
    };
    expect((await verify({ ...bundle, snp })).refusal).toMatchObject({
      code: 'evidence_malformed',
      facts: { what: 'tdx and snp' },
    });
  });
});

describe('bytes that were cut, lengthened or made up', () => {
  const withQuote = (bundle: MockEvidence, bytes: Uint8Array) => ({
    ...bundle,
    tdx: { ...bundle.tdx, quote: Buffer.from(bytes).toString('base64') },
  });

  it('as a quote are refused', async () => {
    const bundle = await tdxBundle();
    const quote = new Uint8Array(Buffer.from(bundle.tdx?.quote ?? '', 'base64'));
    await fc.assert(
      fc.asyncProperty(fc.nat(quote.length - 1), async (length) =>
        mustRefuse(await verify(withQuote(bundle, quote.subarray(0, length)))),
      ),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 6_000 }), async (bytes) => {
        mustRefuse(await verify(withQuote(bundle, bytes)));
        const headed = quote.slice();
        headed.set(bytes.subarray(0, 200), 632);
        if (bytes.some((byte, at) => at < 200 && byte !== quote[632 + at]))
          mustRefuse(await verify(withQuote(bundle, headed)));
      }),
      { numRuns: 150 },
    );
    mustRefuse(await verify(withQuote(bundle, new Uint8Array([...quote, 1]))));
    expect((await verify(withQuote(bundle, new Uint8Array([...quote, 0, 0])))).refusal).toBeNull();
    expect((await verify(withQuote(bundle, new Uint8Array(70_000)))).refusal?.facts).toEqual({ what: 'too long' });
  });

  it('as a field of the bundle are refused', async () => {
    const bundle = await tdxBundle();
    const fields = Object.keys(bundle.tdx?.collateral ?? {});
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), fc.oneof(fc.string(), fc.jsonValue()), async (field, value) => {
        fc.pre(!(field === 'pck_crl_issuer_chain' && (value === '' || value === null)));
        mustRefuse(
          await verify({
            ...bundle,
            tdx: { ...bundle.tdx, collateral: { ...bundle.tdx?.collateral, [field]: value } },
          }),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('as certificate or list are refused by their readers, and nothing else is thrown', () => {
    const reads = [(bytes: Uint8Array) => readCertificate(bytes, 'x', []), (bytes: Uint8Array) => readCrl(bytes, 'x')];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(0x30, 0x31), (bytes, tag) => {
        for (const read of reads) {
          for (const input of [bytes, new Uint8Array([tag, 0x82, bytes.length >>> 8, bytes.length & 255, ...bytes])]) {
            expect(() => read(input)).toThrow(Refusal);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('as a report of AMD are refused', async () => {
    const amd = await mockAmd();
    const report = amd.report({ reportData: Buffer.from(NONCE + NONCE, 'hex') });
    await fc.assert(
      fc.asyncProperty(fc.nat(1_183), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(report);
        changed[at] = (changed[at] ?? 0) ^ change;
        const snp = { report: changed.toString('base64'), certificates: amd.certificates };
        mustRefuse(await verify({ v: 1, kind: 'spindle-evidence', manifest: '{}', snp }));
      }),
      { numRuns: 100 },
    );
  });
});
