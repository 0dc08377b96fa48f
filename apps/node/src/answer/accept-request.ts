import { openQuote } from '@spindle/sealed/node';
import { decodeHeaded, fail, InferHeadSchema, ok, type Result, type Terms } from '@spindle/shared';
import type { Engine } from '../engines/index.ts';
import type { Membership } from '../home/membership.ts';
import type { KeyRing, KeySet } from '../manifest.ts';
import type { Models } from '../models.ts';

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
}

/**
 * Checks everything about a request that can be checked without opening it.
 * Refusals: `sealed_malformed`, `quote_altered`, `quote_expired`, `environment_mismatch`, `sealed_wrong_node`,
 * `manifest_expired`, `engine_unreachable`.
 */
export async function acceptRequest(parts: AcceptParts, body: Uint8Array): Promise<Result<Accepted>> {
  const { membership, identityKey, keys, models, nowMs } = parts;
  const parsed = decodeHeaded(InferHeadSchema, body);
  if (!parsed) return fail('sealed_malformed');
  const opened = await openQuote(parsed.head.quote, membership.brokerKey, nowMs());
  if (!opened.ok) return opened;
  const quote = opened.value;
  if (quote.env !== membership.env) return fail('environment_mismatch', { made: quote.env, here: membership.env });
  const candidate = quote.candidates.find(({ terms }) => terms.nodeId === membership.nodeId);
  if (candidate?.identityKey !== identityKey) return fail('sealed_wrong_node');
  const keySet = keys.find(candidate.manifest);
  if (!keySet) return fail('manifest_expired');
  const engine = models.engineFor(candidate.terms.model, candidate.terms.revision);
  if (!engine.ok) return engine;
  return ok({
    terms: candidate.terms,
    accountId: quote.accountId,
    keySet,
    engine: engine.value,
    attempt: parsed.head.attempt,
    envelope: parsed.body,
  });
}
