import { type CheckEvidence, type Primitives, webPrimitives } from '@spindle/sealed';
import { type Environment, FaultError, type Receipt, type Signed, utf8 } from '@spindle/shared';
import { hideWord } from './affinity.ts';
import type { AnyAskInput } from './ask-input.ts';
import { quoteOnce, sendOnce } from './ask-once.ts';
import { type AnswerEvent, isPiece } from './events.ts';
import { type HttpTransportOptions, httpTransport } from './http-transport.ts';
import { keepTier } from './keep-tier.ts';
import { isUnsigned, mayAskAgain } from './may-ask-again.ts';
import { QuoteReader } from './quote-reader.ts';
import { type Ask, readAsk } from './read-ask.ts';
import type { SignFor } from './sign-for.ts';
import type { Transport } from './transport.ts';

export interface CommonOptions {
  /** Ed25519 key of the broker, hex. Without it the key of the first quote is trusted, and kept to. */
  brokerKey?: string | undefined;
  /** Refuses quotes of any other environment. */
  env?: Environment | undefined;
  /** Default WebCrypto; a Node program passes `nodePrimitives`, which take a tenth of the time. */
  primitives?: Primitives | undefined;
  /** Unix time in milliseconds. */
  now?: (() => number) | undefined;
  /**
   * Hides what conversations are told apart by, see `affinity`. Clients with one secret are sent to the same machines.
   * Default: a random one of this client.
   */
  affinitySecret?: string | undefined;
  /**
   * Strict mode: called before each answer is asked for, and what it signs goes with the question. Default: nothing is
   * signed, and answers are paid from an allowance that was signed ahead.
   */
  signFor?: SignFor | undefined;
  /**
   * Checks what confidential machines prove themselves with: `check` of `createEvidenceChecker`. Without it no
   * confidential machine is sealed to.
   */
  evidence?: CheckEvidence | undefined;
  /** Whether the end of an answer says what opens the receipt's commitment to it. Default no: it holds the answer. */
  keepsOpening?: boolean | undefined;
  /** Calls the listener when the device may be reached again: a kept answer is then taken up over a new connection. */
  onReturn?: ((listener: () => void) => () => void) | undefined;
  /** Told when the connection of a kept answer is lost, and when there is one again: the answer goes on meanwhile. */
  onConnection?: ((isThere: boolean) => void) | undefined;
  /** Called with each receipt that was checked. */
  onReceipt?: ((receipt: Receipt, signed: Signed) => void) | undefined;
}
export type ClientOptions = CommonOptions & (HttpTransportOptions | { transport: Transport });

/** Buys answers. */
export interface Client {
  /** Asks a model. Nothing is sent before the iteration starts; leaving it stops the answer. */
  ask(input: AnyAskInput): AsyncGenerator<AnswerEvent, void>;
  /** OpenAI's list of models. */
  models(signal?: AbortSignal): Promise<unknown>;
}

/**
 * A stream that has said its last word ends by itself. To leave it before would close its connection, and the next
 * request would have to open another.
 */
function letEnd(iterator: AsyncIterator<Uint8Array>): void {
  const leaveAtMore = ({ done }: IteratorResult<Uint8Array>) => (done ? undefined : iterator.return?.());
  iterator
    .next()
    .then(leaveAtMore)
    .catch(() => undefined);
}

/** A minute in which machine after machine goes away is rare; a third quote has met nearly all of it. */
const MAX_TRIES = 3;

/**
 * The buyer's side: quote → verify → seal → relay → open → check the receipt. Expected failures are `FaultError`s.
 * A question whose quote came to nothing before a word was said is asked again, twice at most, under a new one.
 * @example
 * const client = createClient({ baseUrl: 'https://api.spindle.example', token: 'sk-…' });
 * for await (const event of client.ask({ model: 'llama', messages: [{ role: 'user', content: 'Hello' }] })) {
 *   if (event.kind === 'text') show(event.text);
 * }
 */
export function createClient(options: ClientOptions): Client {
  const transport = 'transport' in options ? options.transport : httpTransport(options);
  const {
    primitives = webPrimitives,
    now = Date.now,
    affinitySecret,
    signFor,
    evidence,
    keepsOpening = false,
    onReturn,
    onConnection,
  } = options;
  const quotes = new QuoteReader({ brokerKey: options.brokerKey, env: options.env, primitives, now });
  const parts = { transport, quotes, primitives, signFor, evidence, keepsOpening, onReturn, onConnection };
  const salt = affinitySecret === undefined ? primitives.random(16) : utf8(affinitySecret);

  // One generator for all of it: each that stood within another would hand every piece of an answer on by promises.
  async function* ask(input: AnyAskInput): AsyncGenerator<AnswerEvent, void> {
    const { signal } = input;
    signal?.throwIfAborted();
    let asked = await withAffinity(readAsk(input));
    let isLastTry = false;
    let isRefused = false;
    for (let tries = 1; ; tries++) {
      try {
        const quoted = await quoteOnce(parts, asked, signal);
        const { quote, candidates, refused } = quoted;
        asked = keepTier(asked, candidates);
        yield { kind: 'quoted', quote, usable: candidates.map(({ terms }) => terms), refused };
        const answering = await sendOnce(parts, asked, quoted, isRefused, signal);
        const iterator = answering.stream[Symbol.asyncIterator]();
        try {
          for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
            signal?.throwIfAborted();
            for (const events of answering.read(next.value)) {
              for (const event of events instanceof Promise ? await events : events) {
                if (event.kind === 'end') options.onReceipt?.(event.receipt, event.signedReceipt);
                isLastTry ||= isPiece(event) || event.kind === 'end';
                yield event;
              }
            }
            if (answering.isEnded) return;
          }
        } finally {
          if (answering.isEnded) letEnd(iterator);
          else await iterator.return?.();
        }
        signal?.throwIfAborted();
        throw answering.brokenOff();
      } catch (error) {
        isRefused = signFor !== undefined && isUnsigned(error);
        if (isLastTry || tries === MAX_TRIES || !(isRefused || mayAskAgain(error))) throw error;
      }
    }
  }

  async function withAffinity(asked: Ask): Promise<Ask> {
    if (asked.affinityWord === null) return asked;
    const affinity = await hideWord(asked.affinityWord, salt, primitives);
    Object.assign(asked.quoteRequest, { affinity });
    return asked;
  }

  return {
    ask,
    models: (signal) =>
      transport.models?.(signal) ?? Promise.reject(new FaultError({ code: 'not_found', facts: { what: 'models' } })),
  };
}
