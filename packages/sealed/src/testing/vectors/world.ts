import type { Manifest } from '@spindle/shared';
import { canonicalJson } from '@spindle/shared';
import { SIGNING_DOMAINS } from '../../domains.ts';
import { makeNode, makeTerms, NOW_MS, type TestNode } from '../fixtures.ts';
import { seededSealKeys, seededSigner } from './seeded.ts';

export { NOW_MS };
export const JOB_ID = makeTerms('').jobId;
export const broker = seededSigner('broker');

/** A node of the vectors: all its keys follow from its letter. */
export interface VectorNode extends TestNode {
  sealPrivateKey: string;
}

export function vectorNode(digit: 'a' | 'b' | 'c', changes: Partial<Manifest> = {}): VectorNode {
  const keys = seededSealKeys(`node ${digit} seal`);
  const [identity, receipts] = [seededSigner(`node ${digit} identity`), seededSigner(`node ${digit} receipts`)];
  const node = makeNode(digit, { sealKey: keys.publicKey, receiptKey: receipts.publicKey, ...changes });
  return { ...node, keys, identity, receipts, sealPrivateKey: keys.privateKeyHex };
}

/** The manifest's text with its identity's signature. */
export async function signedManifest(node: VectorNode): Promise<{ text: string; signature: string }> {
  const text = canonicalJson({ ...node.manifest });
  return { text, signature: await node.identity.sign(SIGNING_DOMAINS.manifest, text) };
}
