import { type AllowedImage, leafText, proveList, rootOfList } from '../../packages/sealed/src/allow-list/index.ts';
import { mockVerifier, NOW_MS, tdxBundle } from '../../packages/sealed/src/attestation/testing/mock-machine.ts';
import { createCheckerWith } from '../../packages/sealed/src/confidential/create-checker.ts';
import { makeCandidate, makeNode } from '../../packages/sealed/src/testing/fixtures.ts';
import { canonicalJson } from '../../packages/shared/src/index.ts';

const IMAGE: AllowedImage = {
  measurements: {
    platform: 'tdx',
    mrTd: '11'.repeat(48),
    ...{ rtmr0: 'a0'.repeat(48), rtmr1: 'a1'.repeat(48), rtmr2: 'a2'.repeat(48), rtmr3: 'a3'.repeat(48) },
  },
  image: { name: 'spindle-node', version: '0.1.0', digest: `sha256:${'0'.repeat(64)}` },
  gpu: 'none',
};

/**
 * A device that has met a confidential machine: what it does for the next quote that names it. The machine is a mock one,
 * which no production build of the market lists; the looking is the device's own code.
 */
export async function openWarmEvidence(): Promise<() => Promise<void>> {
  const enclave = { image: 'spindle-node 0.1.0', payoutAddress: 'EQ-mock', gpuEvidenceHash: null };
  const node = makeNode('a', { enclave });
  const manifest = canonicalJson({ ...node.manifest });
  const leaves = [leafText(IMAGE)];
  const list = { images: await proveList(leaves), state: { version: 1, revoked: [], ...(await rootOfList(leaves)) } };
  const checker = createCheckerWith((await mockVerifier()).verifyEvidence)({
    source: {
      bundle: async () => '',
      attest: async (_, fresh) =>
        canonicalJson(JSON.parse(JSON.stringify(await tdxBundle({ text: () => manifest, fresh })))),
      allowList: async () => list,
    },
    environment: 'dev',
    seen: { get: () => 0, set: () => undefined },
  });
  const honest = await makeCandidate(node, { tier: 'confidential' });
  const candidate = { ...honest, evidenceHash: '00'.repeat(32) };
  const look = async () => {
    const checked = await checker.check(candidate, NOW_MS);
    if (!checked.ok) throw new Error(`the evidence was refused: ${JSON.stringify(checked.fault)}`);
  };
  await look();
  return look;
}
