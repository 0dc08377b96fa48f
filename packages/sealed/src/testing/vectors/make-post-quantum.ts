import { MLKEM768X25519 } from '@noble/post-quantum/hybrid.js';
import { fromHex, POST_QUANTUM_SUITE, type Wrap } from '@spindle/shared';
import { CONTENT_KEY_DOMAIN, REQUEST_INFO } from '../../domains.ts';
import { sha256 } from '../../hash.ts';
import { aesGcmSeal } from '../../node/aes-gcm.ts';
import { nonceOf, scheduleKeys } from '../../node/hpke.ts';
import { generatePostQuantumKeys } from '../../node/hpke-post-quantum.ts';
import { nodePrimitives, termsHash } from '../../node/index.ts';
import { makeTerms } from '../fixtures.ts';
import { drawn } from './make-request.ts';
import { seedBytes, seedHex } from './seeded.ts';
import { vectorNode } from './world.ts';

const ENCAPSULATION_BYTES = 64;

/** The content key of the vectors, wrapped by the suite of lattices for a machine that joined later. */
export async function makePostQuantum() {
  const keys = generatePostQuantumKeys(seedBytes('post-quantum', 32));
  const seed = seedBytes('encapsulation', ENCAPSULATION_BYTES);
  const terms = makeTerms(vectorNode('c').nodeId);
  const contentKey = Buffer.from(drawn('request').contentKey, 'hex');
  const commitment = await sha256(nodePrimitives, CONTENT_KEY_DOMAIN, contentKey);
  const hash = await termsHash(terms);
  const publicKey = Uint8Array.from(Buffer.from(keys.publicKey, 'hex'));
  const { cipherText, sharedSecret } = MLKEM768X25519.encapsulate(publicKey, Uint8Array.from(seed));
  const suite = Buffer.from('48504b45647a00010002', 'hex');
  const context = scheduleKeys(suite, sharedSecret, REQUEST_INFO, 32);
  const aad = Buffer.concat([fromHex(hash) ?? new Uint8Array(), commitment]);
  const ct = aesGcmSeal('aes-256-gcm', context.key, nonceOf(context, 0), aad, contentKey);
  const wrap: Wrap = {
    nodeId: terms.nodeId,
    termsHash: hash,
    suite: POST_QUANTUM_SUITE,
    enc: Buffer.from(cipherText).toString('hex'),
    seq: 0,
    ct: ct.toString('hex'),
  };
  return {
    keySeed: seedHex('post-quantum', 32),
    sealKeyPostQuantum: keys.publicKey,
    encapsulationSeed: seed.toString('hex'),
    sharedSecret: Buffer.from(sharedSecret).toString('hex'),
    terms,
    wrap,
  };
}
