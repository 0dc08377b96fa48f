import type { CheckEvidence } from '@spindle/sealed';
import { type AllowedImage, leafHashHex, leafText, proveList, rootOfList } from '@spindle/sealed/allow-list';
import { makeNode, type TestNode } from '@spindle/sealed/testing';
import { type Candidate, canonicalJson } from '@spindle/shared';
// The test-only verifier, which believes the mock vendor; no build has it.
import { type Machine, mockVerifier, tdxBundle } from '../../../sealed/src/attestation/testing/mock-machine.ts';
import { createCheckerWith } from '../../../sealed/src/confidential/create-checker.ts';

/** The image that mock machines run. */
export const MOCK_IMAGE: AllowedImage = {
  measurements: {
    ...{ platform: 'tdx', mrTd: '11'.repeat(48), rtmr0: 'a0'.repeat(48) },
    ...{ rtmr1: 'a1'.repeat(48), rtmr2: 'a2'.repeat(48), rtmr3: 'a3'.repeat(48) },
  },
  image: { name: 'spindle-node', version: '0.1.0', digest: `sha256:${'0'.repeat(64)}` },
  gpu: 'none',
};

/** A machine in a mock enclave. @param digit tells the machines of one test apart. */
export const makeConfidentialNode = (digit: string): TestNode =>
  makeNode(digit, { enclave: { image: 'spindle-node 0.1.0', payoutAddress: 'EQ-mock', gpuEvidenceHash: null } });

/** As an honest market quotes a machine whose evidence it has accepted. */
export const asConfidential = (candidate: Candidate): Candidate => ({
  ...candidate,
  terms: { ...candidate.terms, tier: 'confidential' },
  evidenceHash: 'e'.repeat(64),
});

export interface EvidenceHooks {
  /** What a machine is like; default good. */
  machine?: (nodeId: string) => Machine;
  /** Of which machine the market fetches the answer to a nonce; default of the one that was asked for. */
  answersFor?: (nodeId: string) => string;
  /** Leaves of the list that the contract has revoked. */
  revoked?: readonly AllowedImage[];
  /** The highest version of the list that this device has met; the market serves 3. */
  seen?: number;
}

/** A device that believes the mock vendor, asking a market that passes its nonces on to these machines. */
export async function evidenceOf(nodes: readonly TestNode[], hooks: EvidenceHooks = {}): Promise<CheckEvidence> {
  const leaves = [leafText(MOCK_IMAGE)];
  const revoked = await Promise.all((hooks.revoked ?? []).map((image) => leafHashHex(leafText(image))));
  const list = {
    images: await proveList(leaves),
    state: { version: 3, revoked, ...(await rootOfList(leaves)) },
  };
  const create = createCheckerWith((await mockVerifier()).verifyEvidence);
  const checker = create({
    environment: 'dev',
    seen: { get: () => hooks.seen ?? 0, set: () => undefined },
    source: {
      bundle: () => Promise.reject(new TypeError('nobody asks for it by its hash')),
      allowList: async () => list,
      attest: async (asked, fresh) => {
        const node = nodes.find(({ nodeId }) => nodeId === (hooks.answersFor?.(asked) ?? asked));
        if (!node?.manifest.enclave) return '{}';
        const manifest = canonicalJson({ ...node.manifest });
        const machine = { text: () => manifest, ...hooks.machine?.(asked), fresh };
        return canonicalJson(JSON.parse(JSON.stringify(await tdxBundle(machine))));
      },
    },
  });
  return checker.check;
}
