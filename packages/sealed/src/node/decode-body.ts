import { fail, ok, REQUEST_KINDS, type Result, text } from '@spindle/shared';
import * as z from 'zod/mini';
import { unpad } from '../padding.ts';

const BodySchema = z.object({
  kind: z.enum(REQUEST_KINDS),
  request: z.record(z.string(), z.unknown()),
  /** What a device may ask of a machine's timers and of the wire. */
  pace: z.optional(
    z.object({
      tickMs: z.int().check(z.minimum(50), z.maximum(1_000)),
      frameBytes: z.int().check(z.minimum(256), z.maximum(8_192), z.multipleOf(64)),
    }),
  ),
  salt: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
type SaltedBody = z.output<typeof BodySchema>;

/** Refusal: `sealed_malformed`. */
export function decodeBody(padded: Uint8Array): Result<SaltedBody> {
  const bytes = unpad(padded);
  if (!bytes) return fail('sealed_malformed');
  try {
    const parsed = BodySchema.safeParse(JSON.parse(text(bytes)));
    return parsed.success ? ok(parsed.data) : fail('sealed_malformed');
  } catch {
    return fail('sealed_malformed');
  }
}
