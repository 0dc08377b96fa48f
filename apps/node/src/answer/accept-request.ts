import { openQuote } from '@spindle/sealed/node';
import {
  decodeHeaded,
  fail,
  type InferHead,
  InferHeadSchema,
  ok,
  type Result,
  type Segment,
  type Terms,
  type Wrap,
} from '@spindle/shared';
import type { Engine } from '../engines/index.ts';
import type { Membership } from '../home/membership.ts';
import type { KeyRing, KeySet } from '../manifest.ts';
import type { Models } from '../models.ts';

/** An answer begins while its terms live. It may break much later, and then still go on under them. */
export const GOING_ON_MS = 3_600_000;

export interface AcceptParts {
  membership: Membership;
  identityKey: string;
  keys: KeyRing;
  models: Models;
  nowMs: () => number;
}

/** A request that the market really quoted to this node. It is still sealed. */
export interface Accepted {
  terms: Terms;
  accountId: string;
  keySet: KeySet;
  engine: Engine;
  attempt: number;
  envelope: Uint8Array;
  /** The content key for this node, when it was chosen after the request was sealed. */
  wrap: Wrap | undefined;
  /** What others delivered of this answer. */
  begun: Begun | null;
}

/** The beginning of an answer, still sealed. */
export interface Begun {
  segments: readonly Segment[];
  frames: Uint8Array;
}

/**
 * Checks everything about a request that can be checked without opening it.
 * Refusals: `sealed_malformed`, `quote_altered`, `quote_expired`, `environment_mismatch`, `sealed_wrong_node`,
 * `manifest_expired`, `engine_unreachable`.
 */
export async function acceptRequest(parts: AcceptParts, body: Uint8Array): Promise<Result<Accepted>> {
  const { membership, identityKey, keys, models, nowMs } = parts;
  const parsed = decodeHeaded(InferHeadSchema, body);
  const split = parsed && splitBody(parsed.head, parsed.body);
  if (!split) return fail('sealed_malformed');
  const now = nowMs();
  const opened = await openQuote(parsed.head.quote, membership.brokerKey, now - GOING_ON_MS);
  if (!opened.ok) return opened;
  const quote = opened.value;
  if (quote.env !== membership.env) return fail('environment_mismatch', { made: quote.env, here: membership.env });
  const candidate = quote.candidates.find(({ terms }) => terms.nodeId === membership.nodeId);
  if (candidate?.identityKey !== identityKey) return fail('sealed_wrong_node');
  const { terms } = candidate;
  const isFirst = parsed.head.attempt === 0;
  if (now >= terms.expiresAt + (isFirst ? 0 : GOING_ON_MS)) return fail('quote_expired');
  const keySet = keys.find(candidate.manifest);
  if (!keySet) return fail('manifest_expired');
  const engine = models.engineFor(terms.model, terms.revision);
  if (!engine.ok) return engine;
  return ok({
    terms,
    accountId: quote.accountId,
    keySet,
    engine: engine.value,
    attempt: parsed.head.attempt,
    wrap: parsed.head.wrap,
    ...split,
  });
}

/** @returns null when the frames behind the envelope are not as long as the head says. */
function splitBody({ resume }: InferHead, body: Uint8Array): Pick<Accepted, 'envelope' | 'begun'> | null {
  if (!resume) return { envelope: body, begun: null };
  const { envelopeBytes, segments } = resume;
  const frames = body.subarray(envelopeBytes);
  const length = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  return frames.length === length ? { envelope: body.subarray(0, envelopeBytes), begun: { segments, frames } } : null;
}
