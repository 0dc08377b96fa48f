import { createHash } from 'node:crypto';
import { canonicalJson, type Terms } from '@spindle/shared';
import { FrameWords } from '../../answer-keys.ts';
import { SIGNING_DOMAINS } from '../../domains.ts';
import { termsHash } from '../../node/index.ts';
import { pad } from '../../padding.ts';
import { makeTerms } from '../fixtures.ts';
import { seededSigner, seedHex } from './seeded.ts';
import { signedManifest, vectorNode } from './world.ts';

const VALUES = [
  null,
  '',
  'line\nbreak, "quotes", \\ and \u0007',
  'Привет, мир 🧵',
  0,
  -7,
  9_007_199_254_740_991,
  [],
  [1, [true, false]],
  {},
  { b: 1, a: { d: [], c: 'x' }, '€': 2, '\u{1F9F5}': 3, '\uFB33': 4 },
];

const NOT_CANONICAL = [
  '{"b":1,"a":2}',
  '{ "a":1}',
  '{"a":1.0}',
  '{"a":1e3}',
  '{"a":0.5}',
  '{"a":1,"a":1}',
  '"\\u0061"',
  '',
];

/** Texts, hashes and signatures: the ground that everything else stands on. */
export async function makeDocuments() {
  const node = vectorNode('a');
  const terms: Terms = makeTerms(node.nodeId);
  const manifest = await signedManifest(node);
  return {
    canonical: VALUES.map((value) => ({ value, text: canonicalJson(value) })),
    notCanonical: NOT_CANONICAL,
    padding: ['', '00', 'ff'.repeat(60), 'ab'.repeat(61)].map((plain) => ({
      plain,
      stepBytes: 64,
      padded: Buffer.from(pad(Buffer.from(plain, 'hex'), 64)).toString('hex'),
    })),
    terms: { document: terms, text: canonicalJson(terms), hash: await termsHash(terms) },
    signatures: await Promise.all(Object.values(SIGNING_DOMAINS).map(signatureIn)),
    manifest: {
      ...manifest,
      identityKey: node.identity.publicKey,
      reportDataFirstHalf: createHash('sha256').update(`spindle-keys/1\0${manifest.text}`).digest('hex'),
      gpuNonce: createHash('sha256')
        .update('spindle-gpu/1\0')
        .update(Buffer.from(node.manifest.sealKey, 'hex'))
        .digest('hex'),
    },
    frameNonces: [0, 1, 255, 256, 0xffff_ffff].map((index) => ({
      base: 'ffeeddccbbaa998877665544',
      index,
      nonce: Buffer.from(new FrameWords(Buffer.from('ffeeddccbbaa998877665544', 'hex')).iv(index)).toString('hex'),
    })),
  };
}

async function signatureIn(domain: (typeof SIGNING_DOMAINS)[keyof typeof SIGNING_DOMAINS]) {
  const signer = seededSigner('signature');
  const text = '{"a":1}';
  return {
    domain,
    seed: seedHex('signature'),
    publicKey: signer.publicKey,
    text,
    signature: await signer.sign(domain, text),
  };
}
