import type { Candidate, Environment, Manifest, Quote, Terms } from '@spindle/shared';
import { canonicalJson } from '@spindle/shared';
import { generateSealKeys, generateSigner, type SealKeys, SIGNING_DOMAINS, type Signer } from '../node/index.ts';

/** A node of a test: its keys, and the manifest that it signs. */
export interface TestNode {
  nodeId: string;
  identity: Signer;
  receipts: Signer;
  keys: SealKeys;
  manifest: Manifest;
}

export const NOW_MS = 1_790_000_000_000;
const uuid = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-7${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

/** @param digit a hex digit that tells the nodes of one test apart. */
export function makeNode(digit = 'a', changes: Partial<Manifest> = {}): TestNode {
  const keys = generateSealKeys();
  const receipts = generateSigner();
  const nodeId = uuid(digit);
  const manifest: Manifest = {
    v: 1,
    env: 'dev',
    nodeId,
    sealKey: keys.publicKey,
    receiptKey: receipts.publicKey,
    program: 'spindle-node 0.1.0',
    engine: 'test',
    models: [{ model: 'tiny', revision: 'r1', contextLength: 2048, abilities: ['chat', 'continue'] }],
    notBefore: NOW_MS - 60_000,
    notAfter: NOW_MS + 3600_000,
    ...changes,
  };
  return { nodeId, identity: generateSigner(), receipts, keys, manifest };
}

export const makeTerms = (nodeId: string, changes: Partial<Terms> = {}): Terms => ({
  v: 1,
  env: 'dev',
  jobId: uuid('1'),
  listingId: uuid('2'),
  nodeId,
  kind: 'chat',
  model: 'tiny',
  revision: 'r1',
  tier: 'community',
  inputMicroUsdPerMTok: '100000',
  cachedInputMicroUsdPerMTok: '50000',
  outputMicroUsdPerMTok: '400000',
  rateMicroUsdPerCoin: '3000000',
  feeBasisPoints: 500,
  maxInputTokens: 1000,
  maxOutputTokens: 500,
  expiresAt: NOW_MS + 60_000,
  ...changes,
});

/** A candidate as the broker quotes it: terms, and the manifest signed by `identity`. */
export async function makeCandidate(node: TestNode, changes: Partial<Terms> = {}): Promise<Candidate> {
  const manifest = canonicalJson(node.manifest);
  return {
    terms: makeTerms(node.nodeId, changes),
    manifest,
    manifestSignature: await node.identity.sign(SIGNING_DOMAINS.manifest, manifest),
    identityKey: node.identity.publicKey,
  };
}

export const makeQuote = (candidates: Candidate[], changes: Partial<Quote> = {}): Quote => ({
  v: 1,
  env: 'dev' satisfies Environment,
  jobId: uuid('1'),
  accountId: uuid('3'),
  policy: 'cheapest',
  serviceClass: 'interactive',
  request: { model: 'tiny', maxInputTokens: 1000, maxOutputTokens: 500 },
  decision: { considered: 1, excluded: [] },
  holdNano: '1000000',
  candidates,
  issuedAt: NOW_MS,
  expiresAt: NOW_MS + 60_000,
  ...changes,
});
