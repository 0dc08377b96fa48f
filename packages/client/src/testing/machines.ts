import { type Delta, encodeDeltas, encodeJsonFrame, type openRequest, signReceipt } from '@spindle/sealed/node';
import { NOW_MS, type TestNode } from '@spindle/sealed/testing';
import {
  type Attempt,
  FrameType,
  type Receipt,
  type Segment,
  type Settled,
  type Terms,
  termsCostNano,
  unwrap,
} from '@spindle/shared';

type OpenedRequest = Extract<ReturnType<typeof openRequest>, { ok: true }>['value'];

/** A machine that has opened the request. */
export interface Machine {
  node: TestNode;
  terms: Terms;
  opened: OpenedRequest;
}

/** What a test changes of what machines and broker say; each hook gets what an honest one would. */
export interface MachineHooks {
  /** What the model says. The last must be the end. */
  answer?: (request: Record<string, unknown>) => Delta[];
  /** Machine by machine: it breaks after so many pieces. The one after them finishes. */
  breaks?: readonly number[];
  attempt?: (attempt: Attempt) => Attempt;
  receipt?: (receipt: Receipt) => Receipt;
  settled?: (settled: Settled) => Settled;
}

const USAGE = { input: 12, cached: 2, output: 3 };
export const HELLO: Delta[] = [
  { kind: 'text', text: 'Hello' },
  { kind: 'text', text: ', you' },
  { kind: 'end', reason: 'stop', usage: USAGE },
];

/** What machines have delivered of one answer. */
interface Delivered {
  frames: Uint8Array[];
  segments: Segment[];
  pieces: number;
}

/**
 * The frames of one answer, over as many machines as it takes; each piece counts as one token, the last makes up the
 * rest. @param machineOf who works on this attempt; null when nobody is left.
 */
export async function* answerFrames(
  hooks: MachineHooks,
  machineOf: (attempt: number) => AsyncGenerator<Uint8Array, Machine | null>,
): AsyncGenerator<Uint8Array> {
  const before: Delivered = { frames: [], segments: [], pieces: 0 };
  for (let attempt = 0; ; attempt++) {
    const machine = yield* machineOf(attempt);
    if (!machine)
      return yield encodeJsonFrame(FrameType.Error, { code: 'node_lost', facts: { delivered: before.pieces } });
    yield encodeJsonFrame(FrameType.Attempt, noticeOf(hooks, machine, attempt, before));
    if (yield* work(hooks, machine, attempt, before)) return undefined;
  }
}

function noticeOf(hooks: MachineHooks, { node }: Machine, attempt: number, before: Delivered): Attempt {
  const honest: Attempt = {
    attempt,
    nodeId: node.nodeId,
    ...(attempt > 0 && { after: 'node_lost' }),
    ...(before.segments.length > 0 && { resumedTokens: before.pieces }),
  };
  return hooks.attempt?.(honest) ?? honest;
}

/** @returns true when the answer is whole. */
async function* work(
  hooks: MachineHooks,
  { node, terms, opened }: Machine,
  attempt: number,
  before: Delivered,
): AsyncGenerator<Uint8Array, boolean> {
  const resumed = before.segments.length > 0;
  // The machine reads what the buyer has, as a real one does: nothing that it can't open is gone on from.
  const prior = resumed ? unwrap(opened.prior(before.segments, Buffer.concat(before.frames))) : null;
  const deltas = hooks.answer?.(opened.body.request) ?? HELLO;
  const end = deltas.at(-1);
  if (end?.kind !== 'end') throw new Error('an answer has an end');
  const stopAt = before.pieces + (hooks.breaks?.[attempt] ?? Number.POSITIVE_INFINITY);
  const own = { ...end.usage, output: end.usage.output - (prior?.outputTokens ?? 0) };
  const sealer = opened.answer(attempt);
  const sent: Uint8Array[] = [];
  for (let at = before.pieces; at < deltas.length; at++) {
    if (at === stopAt) break;
    const last = at === deltas.length - 1;
    const piece = last ? { ...end, usage: own } : deltas[at];
    const outputTokens = last ? end.usage.output : Math.min(at + 1, end.usage.output);
    const frame = sealer.seal(encodeDeltas(piece ? [piece] : []), { last, outputTokens });
    sent.push(frame);
    yield frame;
    if (!last) continue;
    const proof = { ...sealer.proof(), tokens: own, ...(prior && { resumed: resumedOf(prior) }) };
    yield* closing(hooks, { node, terms, opened }, proof);
    return true;
  }
  if (sent.length > 0) before.segments.push({ attempt, nodeId: node.nodeId, bytes: Buffer.concat(sent).length });
  before.frames.push(...sent);
  before.pieces += sent.length;
  return false;
}

const resumedOf = ({ outputTokens, priorHash }: { outputTokens: number; priorHash: string }) => ({
  tokens: outputTokens,
  priorHash,
});

async function* closing(
  hooks: MachineHooks,
  { node, terms, opened }: Machine,
  proof: Pick<Receipt, 'answerHash' | 'answerCommitment' | 'tokens' | 'resumed'>,
): AsyncGenerator<Uint8Array> {
  const honest: Receipt = {
    v: 1,
    jobId: terms.jobId,
    nodeId: node.nodeId,
    termsHash: opened.termsHash,
    requestHash: opened.requestHash,
    ...proof,
    end: 'stop',
    startedAt: NOW_MS,
    firstTokenAt: proof.tokens.output > 0 ? NOW_MS + 5 : null,
    endedAt: NOW_MS + 10,
  };
  const receipt = await signReceipt(hooks.receipt?.(honest) ?? honest, node.receipts);
  yield encodeJsonFrame(FrameType.Receipt, receipt);
  const chargedNano = `${termsCostNano(terms, honest.tokens)}`;
  const settled: Settled = { chargedNano, feeNano: '0', end: { kind: 'complete', reason: 'stop' } };
  yield encodeJsonFrame(FrameType.Settled, hooks.settled?.(settled) ?? settled);
}
