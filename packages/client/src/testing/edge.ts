import {
  type Delta,
  encodeDeltas,
  encodeJsonFrame,
  generateSigner,
  openQuote,
  openRequest,
  SIGNING_DOMAINS,
  signDocument,
  signReceipt,
} from '@spindle/sealed/node';
import { makeCandidate, makeNode, makeQuote, NOW_MS, type TestNode } from '@spindle/sealed/testing';
import {
  type Candidate,
  decodeHeaded,
  type Fault,
  FaultError,
  FrameType,
  type Quote,
  type QuoteRequest,
  type Receipt,
  RelayHeadSchema,
  type Settled,
  type Terms,
  termsCostNano,
  unwrap,
} from '@spindle/shared';
import type { Transport } from '../transport.ts';

type Request = Record<string, unknown>;

/** What a test changes of the world; each hook gets what an honest world would send. */
export interface EdgeOptions {
  nodes?: TestNode[];
  /** What the model says. The last must be the end. */
  answer?: (request: Request) => Delta[];
  candidate?: (candidate: Candidate, at: number) => Candidate;
  quote?: (quote: Quote) => Quote;
  receipt?: (receipt: Receipt) => Receipt;
  settled?: (settled: Settled) => Settled;
  /** All frames of the stream, as the broker would send them. */
  frames?: (frames: Uint8Array[]) => Uint8Array[];
  /** The relay refuses before the first frame. */
  refuse?: Fault;
  /** Bytes per chunk; default one frame. */
  chunkBytes?: number;
}

/** A broker and its nodes in one function: the real wire, without network, money and engine. */
export interface Edge extends Transport {
  brokerKey: string;
  nodes: TestNode[];
  /** What the nodes were asked, opened. */
  asked: Request[];
  /** What the broker saw: quote requests and sealed bytes. */
  quoted: QuoteRequest[];
  relayed: Uint8Array[];
  /** True once a stream was left before its end. */
  wasLeft: boolean;
  nowMs: number;
}

const USAGE = { input: 12, cached: 2, output: 3 };
export const HELLO: Delta[] = [
  { kind: 'text', text: 'Hello' },
  { kind: 'text', text: ', you' },
  { kind: 'end', reason: 'stop', usage: USAGE },
];

export function createEdge(options: EdgeOptions = {}): Edge {
  const broker = generateSigner();
  const { nodes = [makeNode('a'), makeNode('b')] } = options;
  const edge: Edge = {
    brokerKey: broker.publicKey,
    nodes,
    asked: [],
    quoted: [],
    relayed: [],
    wasLeft: false,
    nowMs: NOW_MS,
    models: async () => ({ object: 'list', data: [{ id: 'tiny', object: 'model', created: 0, owned_by: 'spindle' }] }),
    quote: async (request) => {
      edge.quoted.push(request);
      const { maxInputTokens, maxOutputTokens, model } = request;
      const terms = { model, maxInputTokens, maxOutputTokens };
      const honest = await Promise.all(nodes.map((node) => makeCandidate(node, terms)));
      const candidates = honest.map((candidate, at) => options.candidate?.(candidate, at) ?? candidate);
      const quote = makeQuote(candidates);
      const signed = await signDocument(SIGNING_DOMAINS.quote, options.quote?.(quote) ?? quote, broker);
      return { quote: signed, brokerKey: broker.publicKey };
    },
    relay: async (body, signal) => {
      signal?.throwIfAborted();
      if (options.refuse) throw new FaultError(options.refuse);
      const head = decodeHeaded(RelayHeadSchema, body);
      if (!head) throw new FaultError({ code: 'sealed_malformed' });
      edge.relayed.push(head.body);
      const quote = unwrap(await openQuote(head.head.quote, broker.publicKey, NOW_MS));
      const frames = await serve(edge, options, quote, head.body);
      return carry(edge, options.frames?.(frames) ?? frames, options.chunkBytes, signal);
    },
  };
  return edge;
}

/** The first node answers, whole. */
async function serve(edge: Edge, options: EdgeOptions, quote: Quote, envelope: Uint8Array): Promise<Uint8Array[]> {
  const [node] = edge.nodes;
  const terms = quote.candidates.find((candidate) => candidate.terms.nodeId === node?.nodeId)?.terms;
  if (!node || !terms) throw new FaultError({ code: 'node_lost', facts: { delivered: 0 } });
  const opened = unwrap(openRequest({ envelope, nodeId: node.nodeId, terms, keys: node.keys }));
  edge.asked.push(opened.body.request);
  const deltas = options.answer?.(opened.body.request) ?? HELLO;
  const sealer = opened.answer(0);
  const end = deltas.at(-1);
  const tokens = end?.kind === 'end' ? end.usage : USAGE;
  const answer = deltas.map((delta, at) => {
    const last = at === deltas.length - 1;
    return sealer.seal(encodeDeltas([delta]), {
      last,
      outputTokens: last ? tokens.output : Math.min(at + 1, tokens.output),
    });
  });
  const honest: Receipt = {
    v: 1,
    jobId: terms.jobId,
    nodeId: node.nodeId,
    termsHash: opened.termsHash,
    requestHash: opened.requestHash,
    ...sealer.proof(),
    tokens,
    end: 'stop',
    startedAt: NOW_MS,
    firstTokenAt: NOW_MS + 5,
    endedAt: NOW_MS + 10,
  };
  const receipt = await signReceipt(options.receipt?.(honest) ?? honest, node.receipts);
  const settled = settledOf(terms, honest);
  return [
    encodeJsonFrame(FrameType.Attempt, { attempt: 0, nodeId: node.nodeId }),
    ...answer,
    encodeJsonFrame(FrameType.Receipt, receipt),
    encodeJsonFrame(FrameType.Settled, options.settled?.(settled) ?? settled),
  ];
}

function settledOf(terms: Terms, { tokens }: Receipt): Settled {
  return { chargedNano: `${termsCostNano(terms, tokens)}`, feeNano: '0', end: { kind: 'complete', reason: 'stop' } };
}

async function* carry(
  edge: Edge,
  frames: Uint8Array[],
  chunkBytes: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const whole = Buffer.concat(frames);
  const chunks = chunkBytes
    ? Array.from({ length: Math.ceil(whole.length / chunkBytes) }, (_, at) =>
        whole.subarray(at * chunkBytes, (at + 1) * chunkBytes),
      )
    : frames;
  edge.wasLeft = true;
  for (const chunk of chunks) {
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    yield chunk;
  }
  edge.wasLeft = false;
}
