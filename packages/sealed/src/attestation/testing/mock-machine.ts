import {
  type CollateralDials,
  gpuNonceOf,
  MOCK_EXTENSION_HEX,
  type MockEvidence,
  type MockIntel,
  makeMockAmd,
  makeMockIntel,
  makeMockNvidia,
  mockTdxEvidence,
  type QuoteInput,
} from '@spindle/devnet/attestation';
import { canonicalJson, type Manifest } from '@spindle/shared';
import { makeNode, NOW_MS } from '../../testing/fixtures.ts';
import type { AttestationPolicy } from '../evidence/policy.ts';
import { createVerifierWithRoots, type Trust, VENDORS } from './verifier-with-roots.ts';

export { NOW_MS };
export const NONCE = '77'.repeat(32);
const IMAGE = { rtmr0: 'a0'.repeat(48), rtmr1: 'a1'.repeat(48), rtmr2: 'a2'.repeat(48), rtmr3: 'a3'.repeat(48) };

/** What a careful device of the local world asks for; the mock machines meet it. */
export const POLICY: AttestationPolicy = {
  environment: 'dev',
  measurements: [
    { platform: 'tdx', mrTd: '11'.repeat(48), ...IMAGE },
    { platform: 'snp', measurement: '22'.repeat(48) },
  ],
  statuses: ['UpToDate'],
  advisories: [],
  minimumEvaluationNumber: 20,
  minimumFirmware: { Milan: { bootLoader: 4, tee: 0, snp: 23, microcode: 213, fmc: 0 } },
  freshness: { kind: 'nonce', nonce: NONCE },
};

export const trustIn = (roots: Partial<Pick<Trust, 'intel' | 'amd' | 'nvidia'>>, isMarkKnown = true): Trust => ({
  ...VENDORS,
  ...roots,
  criticalExtensions: isMarkKnown ? [MOCK_EXTENSION_HEX] : [],
});

/** A manifest as an enclave makes it at boot. */
export const makeManifest = (changes: Partial<Manifest> = {}): Manifest =>
  makeNode('a', {
    enclave: { image: 'spindle-node 0.1.0', payoutAddress: 'EQ-mock', gpuEvidenceHash: null },
    ...changes,
  }).manifest;

export interface Machine {
  manifest?: Partial<Manifest>;
  /** The text, when it is not the manifest's canonical form. */
  text?: (canonical: string) => string;
  collateral?: CollateralDials;
  quote?: Omit<QuoteInput, 'reportData'>;
  fresh?: string;
  intel?: MockIntel;
  edit?: (bundle: MockEvidence) => void;
}

/** The evidence of a mock TDX machine, good unless its dials are turned. */
export async function tdxBundle(machine: Machine = {}): Promise<MockEvidence> {
  const intel = machine.intel ?? (await mockIntel());
  const canonical = canonicalJson({ ...makeManifest(machine.manifest) });
  const manifest = machine.text ? machine.text(canonical) : canonical;
  const isUsual = !machine.intel && !machine.collateral;
  const collateral = { ...(isUsual ? await usualCollateral() : await intel.collateral(machine.collateral)) };
  const bundle = mockTdxEvidence({
    intel,
    manifest,
    fresh: machine.fresh ?? NONCE,
    collateral,
    quote: machine.quote ?? {},
  });
  machine.edit?.(bundle);
  return bundle;
}

/** One mock vendor of each kind for all tests: their keys follow from the seed, so they may be shared. */
const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
export const mockIntel = once(() => makeMockIntel({ seed: 'one', nowMs: NOW_MS }));
const usualCollateral = once(async () => (await mockIntel()).collateral());
export const mockAmd = once(() => makeMockAmd({ seed: 'one', nowMs: NOW_MS }));
export const mockNvidia = once(() => makeMockNvidia({ seed: 'one' }));

/** A verifier that believes the mock vendors, mark and all. */
export async function mockVerifier() {
  const [intel, amd, nvidia] = [await mockIntel(), await mockAmd(), await mockNvidia()];
  return createVerifierWithRoots(
    trustIn({ intel: intel.rootHash, amd: { ...VENDORS.amd, Milan: amd.rootHash }, nvidia: nvidia.rootHash }),
  );
}

/** What that verifier says of a TDX machine. */
export const verifyMachine = async (machine: Machine = {}) =>
  (await mockVerifier()).verifyEvidence(await tdxBundle(machine), POLICY, NOW_MS);

export { gpuNonceOf };
