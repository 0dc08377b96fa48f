import { encodeJsonFrame } from '@spindle/sealed/node';
import { type ErrorCode, encodeHeaded, type Fault, FrameType, fail, type Result } from '@spindle/shared';
import type { Place, SlotLease } from '../admission/index.ts';
import type { NodeStream, Nodes } from '../nodes/index.ts';
import type { AcceptedRequest, Contender } from './accept-quote.ts';
import { type Carried, carryAnswer } from './carry-answer.ts';
import type { Deadlines, RelayLimits } from './deadlines.ts';
import type { FrameSink } from './frame-sink.ts';

/** How a request went: who worked last, what came of it, and who was tried before. */
export interface Course {
  carried: Carried;
  contender: Contender | null;
  attempts: { nodeId: string; after?: string }[];
}

export interface TryParts {
  nodes: Pick<Nodes, 'presence' | 'infer'>;
  limits: RelayLimits;
  deadlines: Deadlines;
  out: FrameSink;
  signal: AbortSignal;
  /** Holds a slot at the machine that is tried first. */
  place: Pick<Place, 'nodeId' | 'started' | 'another'>;
}

/** Faults of one machine, where another may do better. The buyer's own mistakes are the same everywhere. */
const ANOTHER_MAY_DO: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'answer_damaged',
  'context_too_long',
  'engine_unreachable',
  'manifest_expired',
  'node_busy',
  'node_lost',
  'node_timeout',
  'quote_altered',
  'request_replayed',
  'sealed_wrong_node',
]);

/**
 * Asks the contenders in turn, until one has begun to answer: from then on the answer is its own. (Going on from where
 * another broke off needs what the buyer already has; that is not done here.)
 */
export async function tryContenders(parts: TryParts, request: AcceptedRequest): Promise<Course> {
  const totalDueMs = performance.now() + parts.limits.totalMs;
  const attempts: Course['attempts'] = [];
  let course: Course = { carried: failed(fail('node_lost', { delivered: 0 }).fault), contender: null, attempts };
  for (const contender of inOrderOf(parts.place.nodeId, request.contenders)) {
    const { nodeId } = contender.terms;
    const after = attempts.at(-1)?.after;
    const started = start(parts, request, contender, attempts.length);
    const attemptFrame = encodeJsonFrame(FrameType.Attempt, {
      attempt: attempts.length,
      nodeId,
      ...(after !== undefined && { after }),
    });
    const carried = started.ok
      ? await carryAnswer({
          ...parts,
          stream: started.value,
          attemptFrame,
          totalDueMs,
          maxOutputTokens: contender.terms.maxOutputTokens,
        })
      : failed(started.fault);
    attempts.push({ nodeId, ...(carried.kind === 'failed' && { after: carried.fault.code }) });
    course = { carried: preferred(course.carried, carried, attempts.length), contender, attempts };
    if (carried.kind !== 'failed' || carried.hasBegun || !ANOTHER_MAY_DO.has(carried.fault.code)) break;
  }
  return course;
}

/** First the machine that has a slot for this request, then the others as they were quoted. */
const inOrderOf = (nodeId: string, contenders: readonly Contender[]): Contender[] => [
  ...contenders.filter(({ terms }) => terms.nodeId === nodeId),
  ...contenders.filter(({ terms }) => terms.nodeId !== nodeId),
];

/** The machine must still be the one that was quoted (linked, and not started again with other keys), and have a slot. */
function start(
  { nodes, place }: TryParts,
  request: AcceptedRequest,
  { candidate, terms }: Contender,
  attempt: number,
): Result<NodeStream> {
  const presence = nodes.presence(terms.nodeId);
  if (!presence) return fail('node_lost', { delivered: 0 });
  if (presence.manifestText !== candidate.manifest) return fail('manifest_expired');
  if (presence.isDraining) return fail('node_busy');
  const slot: Pick<SlotLease, 'started'> | null = attempt === 0 ? place : place.another([terms.nodeId]);
  if (!slot) return fail('node_busy');
  const stream = nodes.infer(terms.nodeId, encodeHeaded({ quote: request.signed, attempt }, request.envelope));
  if (stream.ok) slot.started();
  return stream;
}

const failed = (fault: Fault): Carried => ({
  kind: 'failed',
  fault,
  delivered: 0,
  hasBegun: false,
  firstFrameAtMs: null,
});

/** A later machine refuses an old quote only because earlier ones took so long: theirs is the fault to tell. */
function preferred(before: Carried, now: Carried, attempts: number): Carried {
  const isOnlyLate = now.kind === 'failed' && now.fault.code === 'quote_expired';
  return isOnlyLate && attempts > 1 ? before : now;
}
