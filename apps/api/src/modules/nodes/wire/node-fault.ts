import { type ErrorCode, type Fault, FaultSchema, fail } from '@spindle/shared';
import * as z from 'zod/mini';

/** What a node may say of a request. Any other code would let a provider speak in the market's name. */
const NODE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'answer_damaged',
  'context_too_long',
  'engine_refused',
  'engine_unreachable',
  'environment_mismatch',
  'manifest_expired',
  'model_kind',
  'node_busy',
  'parameter_unsupported',
  'quote_altered',
  'quote_expired',
  'request_replayed',
  'resume_unsupported',
  'sealed_malformed',
  'sealed_wrong_node',
  'terms_mismatch',
  'too_large',
]);
const MAX_FACTS = 4;
const MAX_FACT_CHARACTERS = 120;

const Body = z.object({ error: FaultSchema });

/** A fault in a node's words, cut to what a node may say; anything else is read as `engine_unreachable`. */
export function nodeFault(said: Fault): Fault {
  if (!NODE_CODES.has(said.code)) return fail('engine_unreachable').fault;
  const facts = Object.entries(said.facts ?? {})
    .slice(0, MAX_FACTS)
    .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, MAX_FACT_CHARACTERS) : value]);
  return fail(said.code, Object.fromEntries(facts)).fault;
}

/** The fault in the JSON of a node's error response. */
export function readNodeFault(json: string): Fault {
  try {
    const parsed = Body.safeParse(JSON.parse(json));
    if (parsed.success) return nodeFault({ code: parsed.data.error.code, facts: parsed.data.error.facts ?? {} });
  } catch {
    // Not JSON: no node of ours speaks like that.
  }
  return fail('engine_unreachable').fault;
}
