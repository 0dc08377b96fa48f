import * as z from 'zod/mini';
import { hexOf, id } from './fields.ts';

/** The content key of a sealed request, wrapped for one candidate under its terms. All bytes are lower-case hex. */
export const WrapSchema = z.strictObject({
  nodeId: id,
  termsHash: hexOf(32),
  enc: hexOf(32),
  /** Number of this message under `enc`; 0 for a one-off. */
  seq: z.int().check(z.minimum(0), z.maximum(0xffff_ffff)),
  /** The wrapped key and its tag. */
  ct: hexOf(48),
});
export type Wrap = z.output<typeof WrapSchema>;
