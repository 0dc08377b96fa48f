import { fail, ok, type Result, text, utf8 } from '@spindle/shared';
import * as z from 'zod/mini';
import { pad, REQUEST_STEP_BYTES, unpad } from './padding.ts';

/** What a buyer asks, as only the buyer's device and the node see it. */
export interface SealedBody {
  kind: 'chat';
  /** An OpenAI chat completion request. The node, not this package, judges its parameters. */
  request: Record<string, unknown>;
}

const BodySchema = z.object({
  kind: z.literal('chat'),
  request: z.record(z.string(), z.unknown()),
  /** Opens the receipt's commitment to the answer; 32 bytes. */
  salt: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
type SaltedBody = z.output<typeof BodySchema>;

export const encodeBody = (body: SealedBody, salt: string): Uint8Array<ArrayBuffer> =>
  pad(utf8(JSON.stringify({ ...body, salt })), REQUEST_STEP_BYTES);

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
