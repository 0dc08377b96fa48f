import {
  MOCK_ASK_SERIAL,
  type MockEvidence,
  makeMockAmd,
  mockSnpEvidence,
  type SnpReportInput,
} from '@spindle/devnet/attestation';
import { canonicalJson } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { makeManifest, mockAmd, mockVerifier, NONCE, NOW_MS, POLICY, trustIn } from './testing/mock-machine.ts';
import { createVerifierWithRoots, VENDORS } from './testing/verifier-with-roots.ts';

interface Machine {
  report?: Omit<SnpReportInput, 'reportData'>;
  edit?: (bundle: MockEvidence) => void;
  crl?: { revoked?: number[]; nextUpdateMs?: number };
}

async function snpBundle({ report = {}, edit, crl }: Machine = {}) {
  const amd = await mockAmd();
  const bundle = mockSnpEvidence({ amd, manifest: canonicalJson({ ...makeManifest() }), fresh: NONCE, report });
  if (crl && bundle.snp) bundle.snp.crl = (await amd.crl(crl.revoked, crl.nextUpdateMs)).toString('base64');
  edit?.(bundle);
  return bundle;
}

const verify = async (machine: Machine, policy = POLICY) =>
  (await mockVerifier()).verifyEvidence(await snpBundle(machine), policy, NOW_MS);

describe('a mock SEV-SNP machine', () => {
  it.each<[string, Machine]>([
    ['as it is', {}],
    ['with a report of version 2', { report: { version: 2 } }],
    ['with a report of version 5', { report: { version: 5 } }],
    ['with AMD’s list', { crl: {} }],
  ])('passes %s', async (_, machine) => {
    const verdict = await verify(machine);
    expect(verdict.refusal).toBeNull();
    expect(verdict.machine).toMatchObject({
      platform: 'snp',
      rating: null,
      measurements: { measurement: '22'.repeat(48) },
    });
  });

  it.each<[code: string, what: string, Machine]>([
    ['snp_debug', 'that may be debugged', { report: { policy: 0xb0000n } }],
    ['snp_migratable', 'that may be moved', { report: { policy: 0x70000n } }],
    ['snp_policy_unknown', 'with an unknown switch', { report: { policy: 0x30000n | (1n << 40n) } }],
    ['snp_policy_unknown', 'without the bit that is always set', { report: { policy: 0x10000n } }],
    ['snp_level_wrong', 'whose host asked', { report: { vmpl: 0xffffffff } }],
    [
      'snp_tcb_mismatch',
      'that claims newer microcode than is certified',
      { report: { reportedTcb: '04000000000017d6' } },
    ],
    [
      'snp_tcb_mismatch',
      'that claims older firmware than is certified',
      { report: { reportedTcb: '04000000000016d5' } },
    ],
    ['snp_chip_mismatch', 'of another chip', { report: { chipId: '4e'.repeat(64) } }],
    ['snp_chip_mismatch', 'that hides its chip', { report: { chipId: '00'.repeat(64) } }],
    ['snp_product_mismatch', 'of another product', { report: { cpu: [0x19, 0x11] } }],
    ['snp_product_mismatch', 'of an unknown product', { report: { cpu: [0x1b, 1] } }],
    ['snp_key_kind_wrong', 'that says another kind of key signed', { report: { signingKey: 1 } }],
    ['snp_version_unknown', 'of version 1', { report: { version: 1 } }],
    ['snp_version_unknown', 'of version 6', { report: { version: 6 } }],
    ['certificate_revoked', 'whose issuer is revoked', { crl: { revoked: [MOCK_ASK_SERIAL] } }],
    ['crl_expired', 'with an old list', { crl: { nextUpdateMs: NOW_MS - 1_000 } }],
    [
      'certificate_malformed',
      'with a list that is none',
      {
        edit: ({ snp }) => {
          if (snp) snp.crl = 'AAAA';
        },
      },
    ],
    [
      'snp_report_malformed',
      'whose report is cut',
      {
        edit: ({ snp }) => {
          if (snp) snp.report = snp.report.slice(0, -4);
        },
      },
    ],
    ['measurement_refused', 'with another image', { report: { measurement: '23'.repeat(48) } }],
  ])('is refused by %s: one %s', async (code, _, machine) => {
    const verdict = await verify(machine);
    expect(verdict.refusal?.code).toBe(code);
    expect(verdict.ok).toBe(false);
  });

  it('is refused where this device asks for newer firmware, or takes no such processor', async () => {
    const least = (microcode: number) => ({
      ...POLICY,
      minimumFirmware: { Milan: { bootLoader: 4, tee: 0, snp: 23, microcode, fmc: 0 } },
    });
    expect((await verify({}, least(214))).refusal).toMatchObject({
      code: 'snp_firmware_too_old',
      facts: { field: 'microcode', reported: 213 },
    });
    expect((await verify({}, { ...POLICY, minimumFirmware: {} })).refusal?.code).toBe('snp_firmware_too_old');
  });

  it.each(['Genoa', 'Turin'] as const)('passes as %s, whose versions stand elsewhere', async (product) => {
    const amd = await makeMockAmd({ seed: 'one', nowMs: NOW_MS, product });
    const bundle = mockSnpEvidence({ amd, manifest: canonicalJson({ ...makeManifest() }), fresh: NONCE });
    const verifier = createVerifierWithRoots(trustIn({ amd: { ...VENDORS.amd, [product]: amd.rootHash } }));
    const fmc = product === 'Turin' ? 1 : 0;
    const policy = {
      ...POLICY,
      minimumFirmware: { [product]: { bootLoader: 4, tee: 0, snp: 23, microcode: 213, fmc } },
    };
    const verdict = await verifier.verifyEvidence(bundle, policy, NOW_MS);
    expect(verdict.refusal).toBeNull();
    expect(verdict.lines.find(({ check }) => check === 'firmware')?.facts).toMatchObject({ product, snp: 23, fmc });
  });

  it('passes with a cloud’s key, which names no chip', async () => {
    const amd = await makeMockAmd({ seed: 'one', nowMs: NOW_MS, isCloudKey: true });
    const verifier = createVerifierWithRoots(trustIn({ amd: { ...VENDORS.amd, Milan: amd.rootHash } }));
    const of = (report: object) =>
      mockSnpEvidence({ amd, manifest: canonicalJson({ ...makeManifest() }), fresh: NONCE, report });
    expect((await verifier.verifyEvidence(of({}), POLICY, NOW_MS)).refusal).toBeNull();
    expect((await verifier.verifyEvidence(of({ signingKey: 0 }), POLICY, NOW_MS)).refusal?.code).toBe(
      'snp_key_kind_wrong',
    );
  });

  it('is refused by the verifier of production, by its mark and by its root', async () => {
    const bundle = await snpBundle();
    const production = createVerifierWithRoots(VENDORS);
    expect((await production.verifyEvidence(bundle, POLICY, NOW_MS)).refusal?.code).toBe(
      'certificate_extension_unknown',
    );
    const amd = await makeMockAmd({ seed: 'one', nowMs: NOW_MS, isMarked: false });
    const unmarked = mockSnpEvidence({ amd, manifest: bundle.manifest, fresh: NONCE });
    expect((await production.verifyEvidence(unmarked, POLICY, NOW_MS)).refusal?.code).toBe('certificate_root_unknown');
  });
});
