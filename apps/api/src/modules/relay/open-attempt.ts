import {
  concat,
  encodeHeaded,
  type Fault,
  fail,
  type InferHead,
  ok,
  type Result,
  type Signed,
  type Wrap,
} from '@spindle/shared';
import type { NodePresence, NodeStream, Nodes } from '../nodes/index.ts';
import type { AcceptedRequest } from './accept-quote.ts';
import type { Delivered } from './delivered.ts';
import type { Planned } from './plan.ts';
import { whyUnproven } from './why-unproven.ts';

/** A node's answer on its way: its first chunk is asked for, so that attempts can race. */
export interface Opened {
  stream: NodeStream;
  iterator: AsyncIterator<Buffer>;
  first: Promise<IteratorResult<Buffer>>;
}

/**
 * Hands the request to a machine: from its beginning, or from where the answer stands. The machine must still be the one
 * that was quoted: linked, not started again with other keys, and, where it was quoted as confidential, still proven.
 */
export function openAttempt(
  nodes: Pick<Nodes, 'presence' | 'infer'>,
  request: AcceptedRequest,
  planned: Planned,
  { attempt, delivered, nowMs }: { attempt: number; delivered: Delivered; nowMs: number },
): Result<Opened> {
  const { nodeId } = planned.contender.terms;
  const why = whyNot(nodes.presence(nodeId), planned, nowMs);
  if (why) return { ok: false, fault: why };
  const called = nodes.infer(nodeId, inferBody(request, planned, attempt, delivered));
  if (!called.ok) return called;
  const stream = called.value;
  const iterator = stream[Symbol.asyncIterator]();
  const first = iterator.next();
  first.catch(() => {}); // Whoever carries it meets the error.
  return ok({ stream, iterator, first });
}

function whyNot(presence: NodePresence | null, { contender }: Planned, nowMs: number): Fault | null {
  if (!presence) return fail('node_lost', { delivered: 0 }).fault;
  if (presence.manifestText !== contender.candidate.manifest) return fail('manifest_expired').fault;
  return presence.isDraining ? fail('node_busy').fault : whyUnproven(contender, presence, nowMs);
}

function inferBody(
  { envelope }: AcceptedRequest,
  { signed, wrap }: { signed: Signed; wrap: Wrap | null },
  attempt: number,
  delivered: Delivered,
): Uint8Array {
  const head: InferHead = { quote: signed, attempt, ...(wrap && { wrap }) };
  const prior = delivered.prior();
  if (!prior) return encodeHeaded(head, envelope);
  const resume = { envelopeBytes: envelope.length, segments: prior.segments };
  return encodeHeaded({ ...head, resume }, concat(envelope, prior.frames));
}
