import {
  encodeJsonFrame,
  generateSigner,
  openQuote,
  openRequest,
  SIGNING_DOMAINS,
  signDocument,
} from '@spindle/sealed/node';
import { makeCandidate, makeNode, makeQuote, NOW_MS, type TestNode } from '@spindle/sealed/testing';
import {
  type Candidate,
  decodeHeaded,
  type Fault,
  FaultError,
  FrameType,
  type MoreReply,
  QUOTE_LIFE_MS,
  type Queued,
  type Quote,
  type QuoteRequest,
  type RelayHead,
  RelayHeadSchema,
  type Signed,
  unwrap,
  type Wrap,
} from '@spindle/shared';
import type { Transport } from '../transport.ts';
import { answerFrames, type Machine, type MachineHooks } from './machines.ts';

/** What a test changes of the world; each hook gets what an honest world would send. */
export interface EdgeOptions extends MachineHooks {
  /** Those of the first quote. */
  nodes?: TestNode[];
  /** Those that a `More` frame brings when the first are used up. */
  lateNodes?: TestNode[];
  candidate?: (candidate: Candidate, at: number) => Candidate;
  quote?: (quote: Quote) => Quote;
  /** The quote inside the `More` frame. */
  moreQuote?: (quote: Quote) => Quote;
  /** When it quotes, Unix ms; default the fixtures' own time. For programs that go by the real clock. */
  quotedAtMs?: number;
  /** Said before anybody works. */
  queued?: Queued[];
  /** All frames of the stream, as the broker would send them. Not with `lateNodes`. */
  frames?: (frames: Uint8Array[]) => Uint8Array[];
  /** The relay refuses before the first frame: each time, or once for each of a list. */
  refuse?: Fault | Fault[];
  /** Bytes per chunk; default one frame. */
  chunkBytes?: number;
}

/** A broker and its nodes in one function: the real wire, without network, money and engine. */
export interface Edge extends Transport {
  brokerKey: string;
  nodes: TestNode[];
  /** What the nodes were asked, opened. */
  asked: Record<string, unknown>[];
  /** What the broker saw: quote requests, heads, sealed bytes, and keys for later candidates. */
  quoted: QuoteRequest[];
  heads: RelayHead[];
  relayed: Uint8Array[];
  more: (reply: MoreReply) => Promise<void>;
  moreReplies: MoreReply[];
  /** True once a stream was left before its end. */
  wasLeft: boolean;
  nowMs: number;
}

/** How long the device may take to answer a `More` frame. */
const MORE_MS = 5_000;

export function createEdge(options: EdgeOptions = {}): Edge {
  const broker = generateSigner();
  const { quotedAtMs = NOW_MS } = options;
  const life = { notBefore: quotedAtMs - 60_000, notAfter: quotedAtMs + 3600_000 };
  const { nodes = [makeNode('a', life), makeNode('b', life)] } = options;
  const refusals = Array.isArray(options.refuse) ? [...options.refuse] : null;
  const edge: Edge = {
    brokerKey: broker.publicKey,
    nodes,
    asked: [],
    quoted: [],
    heads: [],
    relayed: [],
    moreReplies: [],
    wasLeft: false,
    nowMs: NOW_MS,
    models: async () => ({ object: 'list', data: [{ id: 'tiny', object: 'model', created: 0, owned_by: 'spindle' }] }),
    more: async (reply) => void edge.moreReplies.push(reply),
    quote: async (request) => {
      edge.quoted.push(request);
      const quote = await quoteOf(options, nodes, request);
      const signed = await signDocument(SIGNING_DOMAINS.quote, options.quote?.(quote) ?? quote, broker);
      return { quote: signed, brokerKey: broker.publicKey };
    },
    relay: async (body, signal) => {
      signal?.throwIfAborted();
      const refusal = refusals ? refusals.shift() : options.refuse;
      if (refusal && !Array.isArray(refusal)) throw new FaultError(refusal);
      const head = decodeHeaded(RelayHeadSchema, body);
      if (!head) throw new FaultError({ code: 'sealed_malformed' });
      edge.heads.push(head.head);
      edge.relayed.push(head.body);
      const quote = unwrap(await openQuote(head.head.quote, broker.publicKey, quotedAtMs));
      const sign = (it: Quote) => signDocument(SIGNING_DOMAINS.quote, it, broker);
      const frames = serve(edge, options, { quote, envelope: head.body, sign });
      return carry(edge, options, frames, signal);
    },
  };
  return edge;
}

async function quoteOf(options: EdgeOptions, nodes: TestNode[], request: QuoteRequest): Promise<Quote> {
  const { maxInputTokens, maxOutputTokens, model, kind = 'chat' } = request;
  const { quotedAtMs: issuedAt = NOW_MS } = options;
  const expiresAt = issuedAt + QUOTE_LIFE_MS;
  const terms = { kind, model, maxInputTokens, maxOutputTokens, expiresAt };
  const honest = await Promise.all(nodes.map((node) => makeCandidate(node, terms)));
  const candidates = honest.map((candidate, at) => options.candidate?.(candidate, at) ?? candidate);
  return makeQuote(candidates, { issuedAt, expiresAt });
}

interface Relayed {
  quote: Quote;
  envelope: Uint8Array;
  sign: (quote: Quote) => Promise<Signed>;
}

/** The first machine answers, and the next goes on when it breaks. */
async function* serve(edge: Edge, options: EdgeOptions, relayed: Relayed): AsyncGenerator<Uint8Array> {
  for (const queued of options.queued ?? []) yield encodeJsonFrame(FrameType.Queued, queued);
  let { candidates } = relayed.quote;
  yield* answerFrames(options, async function* (attempt) {
    const first = edge.nodes[attempt];
    if (first) return open(edge, relayed, candidates, first);
    const late = options.lateNodes?.[attempt - edge.nodes.length];
    if (!late) return null;
    if (attempt === edge.nodes.length) {
      const more = await laterQuote(edge, options, relayed.quote);
      candidates = more.candidates;
      const replies = edge.moreReplies.length;
      yield encodeJsonFrame(FrameType.More, { quote: await relayed.sign(more) });
      // In one process the answer is there already; over HTTP it is on its way.
      const dueMs = performance.now() + MORE_MS;
      while (edge.moreReplies.length === replies && performance.now() < dueMs) await new Promise(setImmediate);
    }
    const wrap = edge.moreReplies.at(-1)?.wraps.find(({ nodeId }) => nodeId === late.nodeId);
    return wrap ? open(edge, relayed, candidates, late, wrap) : null;
  });
}

async function laterQuote(edge: Edge, options: EdgeOptions, first: Quote): Promise<Quote> {
  const request = edge.quoted.at(-1);
  if (!request) throw new Error('nothing was quoted');
  const quote = { ...(await quoteOf(options, options.lateNodes ?? [], request)), jobId: first.jobId };
  return options.moreQuote?.(quote) ?? quote;
}

function open(
  edge: Edge,
  { envelope }: Relayed,
  candidates: readonly Candidate[],
  node: TestNode,
  wrap?: Wrap,
): Machine | null {
  const terms = candidates.find((candidate) => candidate.terms.nodeId === node.nodeId)?.terms;
  if (!terms) return null;
  const opened = unwrap(openRequest({ envelope, nodeId: node.nodeId, terms, keys: node.keys, wrap }));
  edge.asked.push(opened.body.request);
  return { node, terms, opened };
}

async function* carry(
  edge: Edge,
  { frames: change, chunkBytes }: EdgeOptions,
  frames: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  edge.wasLeft = true;
  for await (const frame of change ? changed(frames, change) : frames) {
    if (frame[0] === FrameType.Settled) edge.wasLeft = false;
    for (const chunk of chunksOf(frame, chunkBytes)) {
      await new Promise(setImmediate);
      signal?.throwIfAborted();
      yield chunk;
    }
  }
}

async function* changed(
  frames: AsyncIterable<Uint8Array>,
  change: (frames: Uint8Array[]) => Uint8Array[],
): AsyncGenerator<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const frame of frames) all.push(frame);
  yield* change(all);
}

function* chunksOf(frame: Uint8Array, chunkBytes = frame.length): Generator<Uint8Array> {
  for (let at = 0; at < frame.length; at += chunkBytes) yield frame.subarray(at, at + chunkBytes);
}
