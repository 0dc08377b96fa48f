import {
  type Frame,
  FrameReader,
  openQuote,
  type Primitives,
  readJsonFrame,
  sealRequest,
  webPrimitives,
} from '@spindle/sealed';
import {
  type Environment,
  encodeHeaded,
  FaultError,
  FrameType,
  MoreSchema,
  type Quote,
  type QuoteReply,
  type QuoteRequest,
  type Receipt,
  type Signed,
  unwrap,
} from '@spindle/shared';
import { AnswerReader } from './answer-reader.ts';
import { type AskInput, readAsk } from './ask-input.ts';
import { type CheckedCandidate, checkQuote } from './check-quote.ts';
import type { AnswerEvent } from './events.ts';
import { type HttpTransportOptions, httpTransport } from './http-transport.ts';
import type { Transport } from './transport.ts';

interface CommonOptions {
  /** Ed25519 key of the broker, hex. Without it the key of the first quote is trusted, and kept to. */
  brokerKey?: string | undefined;
  /** Refuses quotes of any other environment. */
  env?: Environment | undefined;
  /** Default WebCrypto; a Node program passes `nodePrimitives`, which take a tenth of the time. */
  primitives?: Primitives;
  /** Unix time in milliseconds. */
  now?: () => number;
  /** Called with each receipt that was checked. */
  onReceipt?: (receipt: Receipt, signed: Signed) => void;
}
export type ClientOptions = CommonOptions & (HttpTransportOptions | { transport: Transport });

/** Buys answers. */
export interface Client {
  /** Asks a model. Nothing is sent before the iteration starts; leaving it stops the answer. */
  ask(input: AskInput): AsyncGenerator<AnswerEvent, void>;
  /** OpenAI's list of models. */
  models(signal?: AbortSignal): Promise<unknown>;
}

/** A device's clock may be this much off before it matters: the quote's own time is then not believed. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * The buyer's side: quote → verify → seal → relay → open → check the receipt. Expected failures are `FaultError`s.
 * @example
 * const client = createClient({ baseUrl: 'https://api.spindle.example', token: 'sk-…' });
 * for await (const event of client.ask({ model: 'llama', messages: [{ role: 'user', content: 'Hello' }] })) {
 *   if (event.kind === 'text') show(event.text);
 * }
 */
export function createClient(options: ClientOptions): Client {
  const transport = 'transport' in options ? options.transport : httpTransport(options);
  const { primitives = webPrimitives, now = Date.now } = options;
  let brokerKey = options.brokerKey;

  async function readQuote(reply: QuoteReply): Promise<Quote> {
    brokerKey ??= reply.brokerKey;
    const quote = unwrap(await openQuote(reply.quote, brokerKey, now() - CLOCK_TOLERANCE_MS, primitives));
    const { env: here = quote.env } = options;
    if (quote.env === here) return quote;
    throw new FaultError({ code: 'environment_mismatch', facts: { made: quote.env, here } });
  }

  async function* ask(input: AskInput): AsyncGenerator<AnswerEvent, void> {
    const { signal } = input;
    signal?.throwIfAborted();
    const { quoteRequest, chatRequest } = readAsk(input);
    const reply = await transport.quote(quoteRequest, signal);
    const quote = await readQuote(reply);
    const candidates = unwrap(await checkQuote(quote, quoteRequest, believedNow(quote, now()), primitives));
    yield { kind: 'quoted', quote, usable: candidates.map(({ terms }) => terms) };
    const body = { kind: 'chat', request: chatRequest } as const;
    const parts = { candidates: candidates.map(recipientOf), jobId: quote.jobId, body };
    const sealed = unwrap(await sealRequest(parts, primitives));
    signal?.throwIfAborted();
    const stream = await transport.relay(encodeHeaded({ quote: reply.quote }, sealed.envelope), signal);
    const answer = new AnswerReader(sealed, candidates, primitives);
    const goOn = async (frame: Frame): Promise<AnswerEvent> => {
      const more = unwrap(readJsonFrame(frame, MoreSchema));
      const usable = await moreCandidates({ quote: more.quote, brokerKey: reply.brokerKey }, quote, quoteRequest);
      answer.admit(usable);
      const wraps = await sealed.wrapFor(usable.map(recipientOf));
      await transport.more?.({ quote: more.quote, wraps }, signal);
      return { kind: 'more', usable: usable.map(({ candidate }) => candidate) };
    };
    yield* readStream(stream, answer, goOn, signal);
  }

  /** Candidates of a later quote for the same job that check out as the first ones did; none is an answer too. */
  async function moreCandidates(
    reply: QuoteReply,
    first: Quote,
    request: QuoteRequest,
  ): Promise<(CheckedCandidate & { candidate: Quote['candidates'][number] })[]> {
    const quote = await readQuote(reply);
    if (quote.jobId !== first.jobId || BigInt(quote.holdNano) > BigInt(first.holdNano)) return [];
    const checked = await checkQuote(quote, request, believedNow(quote, now()), primitives);
    const usable = checked.ok ? checked.value : [];
    return usable.flatMap((it) => {
      const candidate = quote.candidates.find(({ terms }) => terms.nodeId === it.terms.nodeId);
      return candidate ? [{ ...it, candidate }] : [];
    });
  }

  async function* readStream(
    stream: AsyncIterable<Uint8Array>,
    answer: AnswerReader,
    goOn: (frame: Frame) => Promise<AnswerEvent>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<AnswerEvent, void> {
    const frames = new FrameReader();
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      for (const frame of unwrap(frames.push(chunk))) {
        const events = frame.type === FrameType.More ? [await goOn(frame)] : answer.read(frame);
        for (const event of events instanceof Promise ? await events : events) {
          if (event.kind === 'end') options.onReceipt?.(event.receipt, event.signedReceipt);
          yield event;
        }
        if (answer.isEnded) return;
      }
    }
    signal?.throwIfAborted();
    throw answer.brokenOff();
  }

  return {
    ask,
    models: (signal) =>
      transport.models?.(signal) ?? Promise.reject(new FaultError({ code: 'not_found', facts: { what: 'models' } })),
  };
}

/**
 * Keys are judged by the quote's time, which the broker signed a moment ago, not by a phone's clock; but only while the
 * two are near, so that an old quote cannot make old keys good.
 */
const believedNow = (quote: Quote, nowMs: number): number =>
  Math.abs(nowMs - quote.issuedAt) <= CLOCK_TOLERANCE_MS ? quote.issuedAt : nowMs;

const recipientOf = ({ terms, manifest }: CheckedCandidate) => ({ terms, sealKey: manifest.sealKey });
