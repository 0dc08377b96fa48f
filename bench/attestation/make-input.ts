import { randomBytes } from 'node:crypto';
import {
  MOCK_EXTENSION_HEX,
  makeMockAmd,
  makeMockIntel,
  mockSnpEvidence,
  mockTdxEvidence,
} from '../../packages/devnet/src/attestation/index.ts';
import { VENDORS } from '../../packages/sealed/src/attestation/testing/verifier-with-roots.ts';
import { canonicalJson } from '../../packages/shared/src/index.ts';
import type { PageInput } from './page.ts';

const NOW_MS = Date.parse('2026-11-29T12:00:00Z');
const hexOf = (byte: string, length: number) => byte.repeat(length);

const MANIFEST = canonicalJson({
  ...{ v: 1, env: 'dev', nodeId: '11111111-1111-7111-8111-111111111111' },
  ...{ sealKey: hexOf('5e', 32), receiptKey: hexOf('4e', 32), program: 'spindle-node', engine: 'vllm' },
  models: [{ model: 'openai/gpt-oss-20b', revision: 'r1', contextLength: 131_072, abilities: ['chat'] }],
  notBefore: NOW_MS - 60_000,
  notAfter: NOW_MS + 3_600_000,
  enclave: { image: 'spindle-node 1', payoutAddress: 'EQ', gpuEvidenceHash: hexOf('99', 32) },
});

/** What answers a nonce; all else in the evidence of a machine stays as it is. */
const PROOFS = ['quote', 'report'];
const newNonce = (): string => randomBytes(32).toString('hex');

/**
 * Evidence of mock machines, in the wire format and with the number of signatures of real ones. A list of revoked
 * processors is as long as Intel's was in 2026.
 */
export async function makeInput(platform: 'tdx' | 'snp', checks: number): Promise<PageInput> {
  const [intel, amd] = [
    await makeMockIntel({ seed: 'bench', nowMs: NOW_MS }),
    await makeMockAmd({ seed: 'bench', nowMs: NOW_MS }),
  ];
  const revokedByPlatformCa = Array.from({ length: 60 }, (_, at) => 1_000_000 + at);
  const collateral = await intel.collateral({ revokedByPlatformCa });
  const make = (nonce: string) => {
    const common = { manifest: MANIFEST, fresh: nonce };
    return platform === 'tdx' ? mockTdxEvidence({ intel, collateral, ...common }) : mockSnpEvidence({ amd, ...common });
  };
  const rtmrs = { rtmr0: hexOf('a0', 48), rtmr1: hexOf('a1', 48), rtmr2: hexOf('a2', 48), rtmr3: hexOf('a3', 48) };
  return {
    trust: {
      ...VENDORS,
      intel: intel.rootHash,
      amd: { ...VENDORS.amd, Milan: amd.rootHash },
      criticalExtensions: [MOCK_EXTENSION_HEX],
    },
    policy: {
      environment: 'dev',
      measurements: [
        { platform: 'tdx', mrTd: hexOf('11', 48), ...rtmrs },
        { platform: 'snp', measurement: hexOf('22', 48) },
      ],
      statuses: ['UpToDate'],
      advisories: [],
      minimumEvaluationNumber: 20,
      minimumFirmware: { Milan: { bootLoader: 4, tee: 0, snp: 23, microcode: 213, fmc: 0 } },
    },
    nowMs: NOW_MS,
    platform,
    bundle: make(newNonce()),
    answers: Array.from({ length: checks }, () => {
      const nonce = newNonce();
      const made = make(nonce)[platform] ?? {};
      return { nonce, proof: Object.fromEntries(Object.entries(made).filter(([name]) => PROOFS.includes(name))) };
    }),
  };
}
