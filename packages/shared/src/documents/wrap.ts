import * as z from 'zod/mini';
import { hexOf, id } from './fields.ts';

/** The suite of wraps that a later quantum computer cannot open: HPKE with KEM 0x647a, ML-KEM-768 beside X25519. */
export const POST_QUANTUM_SUITE = 'mlkem768-x25519';
/** Of its public key, and of what encapsulates a secret to it. */
export const POST_QUANTUM_KEY_BYTES = 1_216;
const POST_QUANTUM_ENC_BYTES = 1_120;

/** The content key of a sealed request, wrapped for one candidate under its terms. All bytes are lower-case hex. */
export const WrapSchema = z.strictObject({
  nodeId: id,
  termsHash: hexOf(32),
  /** Left out for X25519 alone. */
  suite: z.exactOptional(z.literal(POST_QUANTUM_SUITE)),
  enc: z.union([hexOf(32), hexOf(POST_QUANTUM_ENC_BYTES)]),
  /** Number of this message under `enc`; 0 for a one-off. */
  seq: z.int().check(z.minimum(0), z.maximum(0xffff_ffff)),
  /** The wrapped key and its tag. */
  ct: hexOf(48),
});
export type Wrap = z.output<typeof WrapSchema>;
