import dcapQvl from '@phala/dcap-qvl';
import { type MockIntel, makeMockIntel } from '@spindle/devnet/attestation';
import type { AttestationPolicy } from '@spindle/sealed/attestation';
// The test-only verifier, which believes the mock vendors; production has none.
import { POLICY, trustIn } from '../../../../../../packages/sealed/src/attestation/testing/mock-machine.ts';
import { createVerifierWithRoots } from '../../../../../../packages/sealed/src/attestation/testing/verifier-with-roots.ts';
import { CollateralCache } from '../../../../../node/src/enclave/collateral/collateral-cache.ts';
import { kernelSource } from '../../../../../node/src/enclave/kernel-source.ts';
import { type Enclave, openEnclave } from '../../../../../node/src/enclave/open-enclave.ts';
import { FakeKernel } from '../../../../../node/src/enclave/testing/fake-kernel.ts';
import { type FakePcs, startFakePcs } from '../../../../../node/src/enclave/testing/fake-pcs.ts';
import type { AllowedImages } from '../evidence/judge-evidence.ts';
import { createSecondJudge, type SecondJudge } from '../evidence/second-judge.ts';

/** The image that mock machines run. */
export const MOCK_IMAGES: AllowedImages = { version: '1', measurements: POLICY.measurements };

export interface MockWorld {
  intel: MockIntel;
  kernel: FakeKernel;
  pcs: FakePcs;
  /** The chain's blocks by number; the newest is the last. Null: the chain does not answer. */
  blocks: { seqno: number; rootHash: string; timeSeconds: number }[] | null;
  reader: {
    head(): Promise<ReturnType<typeof answer>>;
    block(seqno: number): Promise<ReturnType<typeof answer> | { ok: true; value: 'unseen' }>;
  };
  enclave: Enclave;
  verify: (bundle: unknown, policy: AttestationPolicy, nowMs: number) => ReturnType<Verify>;
  /** What keeps the enclave from being believed, as its owner was told. */
  faults: (string | null)[];
}

type Verify = ReturnType<typeof createVerifierWithRoots>['verifyEvidence'];
type Block = { seqno: number; rootHash: string; timeSeconds: number };

const answer = (block: Block | undefined) =>
  block
    ? { ok: true as const, value: block }
    : { ok: false as const, fault: { code: 'chain_unreachable' as const, facts: { why: 'down' } } };

/** A confidential machine without the hardware: mock Intel, a kernel in memory, a cache of statements, a chain. */
export async function makeMockWorld(): Promise<MockWorld> {
  const nowMs = () => Date.now();
  const intel = await makeMockIntel({ seed: 'one', nowMs: nowMs() });
  const kernel = new FakeKernel((reportData) => ({ outblob: intel.quote({ reportData }) }));
  const pcs = await startFakePcs(await intel.collateral());
  const faults: MockWorld['faults'] = [];
  const world: Pick<MockWorld, 'blocks'> = {
    blocks: [{ seqno: 7, rootHash: 'b1'.repeat(32), timeSeconds: Math.floor(nowMs() / 1_000) - 30 }],
  };
  const reader: MockWorld['reader'] = {
    head: async () => answer(world.blocks?.at(-1)),
    block: async (seqno) => {
      const block = world.blocks?.find((it) => it.seqno === seqno);
      return world.blocks && !block ? { ok: true, value: 'unseen' } : answer(block);
    },
  };
  const enclave = openEnclave({
    source: kernelSource({ files: kernel, pauseMs: 0 }),
    collateral: new CollateralCache({ base: pcs.url, fetch, nowMs }),
    chain: { reader, url: 'http://chain' },
    gpuHash: async () => ({ ok: true, value: null }),
    image: 'spindle-node 0.1.0',
    payoutAddress: 'UQ-mock',
    onFault: (fault) => faults.push(fault?.code ?? null),
  });
  const { verifyEvidence: verify } = createVerifierWithRoots(trustIn({ intel: intel.rootHash }));
  return Object.assign(world, { intel, kernel, pcs, reader, enclave, verify, faults });
}

/** The second judge, made to believe the mock vendor too. */
export function mockSecondJudge(intel: MockIntel): SecondJudge {
  const verifier = dcapQvl.QuoteVerifier.newWithRootCa(intel.certificates.root);
  return createSecondJudge((quote, collateral, nowSeconds) => verifier.verify(quote, collateral, nowSeconds));
}
