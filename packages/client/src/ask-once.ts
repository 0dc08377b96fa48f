import {
  type Awaitable,
  type CheckEvidence,
  type Frame,
  FrameReader,
  type Primitives,
  type Recipient,
  readJsonFrame,
  type SealedRequest,
  sealRequest,
} from '@spindle/sealed';
import {
  encodeHeaded,
  FaultError,
  FrameType,
  fail,
  hex,
  MoreSchema,
  type Quote,
  type QuoteReply,
  type QuoteRequest,
  type RelayVoucher,
  unwrap,
} from '@spindle/shared';
import { AnswerReader } from './answer-reader.ts';
import {
  type CheckedCandidate,
  type CheckedQuote,
  checkQuote,
  needsPostQuantum,
  type RefusedCandidate,
  someUsable,
} from './check-quote.ts';
import type { AnswerEvent } from './events.ts';
import { framesTogether } from './frames-together.ts';
import type { QuoteReader } from './quote-reader.ts';
import type { Ask } from './read-ask.ts';
import { resuming } from './resuming.ts';
import { allowedHoldNano, type SignFor } from './sign-for.ts';
import type { Transport } from './transport.ts';

export interface AskParts {
  transport: Transport;
  quotes: QuoteReader;
  primitives: Primitives;
  signFor: SignFor | undefined;
  evidence: CheckEvidence | undefined;
  keepsOpening: boolean;
  onReturn: ((listener: () => void) => () => void) | undefined;
  onConnection: ((isThere: boolean) => void) | undefined;
}

/** A quote whose candidates were checked; nothing was sent under it. */
export interface Quoted {
  reply: QuoteReply;
  quote: Quote;
  candidates: CheckedCandidate[];
  refused: RefusedCandidate[];
}

/** Quote → verify. */
export async function quoteOnce(
  parts: AskParts,
  { quoteRequest }: Ask,
  signal: AbortSignal | undefined,
): Promise<Quoted> {
  const { transport, quotes } = parts;
  const reply = await transport.quote(quoteRequest, signal);
  const quote = await quotes.read(reply);
  const checked = await checkQuote(quote, quoteRequest, quotes.timeFor(quote), parts);
  return { reply, quote, candidates: unwrap(someUsable(checked)), refused: checked.refused };
}

const KEEP_ID_BYTES = 32;

/** An answer on its way. */
export interface Answering {
  stream: AsyncIterable<Uint8Array>;
  /** The events of each frame that this chunk completes, once it was opened and checked; nothing behind the end. */
  read(chunk: Uint8Array): Iterable<Awaitable<readonly AnswerEvent[]>>;
  readonly isEnded: boolean;
  /** What it means that no more frames come before the end. */
  brokenOff(): FaultError;
}

/**
 * Sign, where it must be → seal → relay.
 * @param isRefused whether the market has just refused the same question for want of a signature.
 */
export async function sendOnce(
  parts: AskParts,
  asked: Ask,
  { reply, quote, candidates }: Quoted,
  isRefused: boolean,
  signal: AbortSignal | undefined,
): Promise<Answering> {
  const { transport, primitives } = parts;
  const { quoteRequest, body, timeoutMs, isGift, keepMs } = asked;
  const recipients = candidates.map((candidate) => recipientOf(candidate, quoteRequest));
  const voucher = await signedFor(parts, asked, quote, isRefused);
  const sealed = unwrap(await sealRequest({ candidates: recipients, jobId: quote.jobId, body }, primitives));
  signal?.throwIfAborted();
  const head = {
    quote: reply.quote,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(voucher !== null && { voucher }),
    ...(isGift && { isGift }),
  };
  const keep =
    keepMs === undefined || !transport.resume ? null : { id: hex(primitives.random(KEEP_ID_BYTES)), ms: keepMs };
  const begin = (over: AbortSignal | undefined) =>
    transport.relayHere?.(head, sealed.envelope, over) ??
    transport.relay(encodeHeaded(keep ? { ...head, keep } : head, sealed.envelope), over);
  const { onReturn, onConnection } = parts;
  const stream = keep
    ? resuming({ begin, transport, keep, isEnded: () => answer.isEnded, signal, onReturn, onConnection })
    : await begin(signal);
  const answer = new AnswerReader(sealed, candidates, primitives, {
    pace: body.pace,
    keepsOpening: parts.keepsOpening,
  });
  const goOn = (frame: Frame) => admitMore(parts, { sealed, answer, reply, quote, quoteRequest }, frame, signal);
  const read = (frame: Frame) => (frame.type === FrameType.More ? goOn(frame) : answer.read(frame));
  const frames = new FrameReader();
  return {
    stream,
    *read(chunk) {
      for (const [first, ...others] of framesTogether(unwrap(frames.push(chunk)))) {
        if (others.length > 0) yield* answer.readTogether([first, ...others]);
        else yield read(first);
        if (answer.isEnded) return;
      }
    },
    get isEnded() {
      return answer.isEnded;
    },
    brokenOff: () => answer.brokenOff(),
  };
}

/** What this device signs for the answer; null when nothing is to be signed. */
async function signedFor(
  { signFor }: AskParts,
  { quoteRequest, maxCostNano, isGift }: Ask,
  quote: Quote,
  isRefused: boolean,
): Promise<RelayVoucher | null> {
  if (isGift || (!signFor && maxCostNano === undefined)) return null;
  const mostNano = allowedHoldNano(quote, quoteRequest, maxCostNano);
  return signFor ? signFor({ jobId: quote.jobId, mostNano, isRefused }) : null;
}

interface Begun {
  sealed: SealedRequest;
  answer: AnswerReader;
  reply: QuoteReply;
  quote: Quote;
  quoteRequest: QuoteRequest;
}

/** Seals the key to those of the later candidates that check out; to none is an answer too. */
async function admitMore(
  parts: AskParts,
  { sealed, answer, reply, quote: first, quoteRequest }: Begun,
  frame: Frame,
  signal: AbortSignal | undefined,
): Promise<readonly AnswerEvent[]> {
  const more = unwrap(readJsonFrame(frame, MoreSchema));
  const later = await parts.quotes.read({ quote: more.quote, brokerKey: reply.brokerKey });
  const { usable, refused } = await laterCandidates(parts, later, first, quoteRequest);
  answer.admit(usable);
  const wraps = await sealed.wrapFor(usable.map((candidate) => recipientOf(candidate, quoteRequest)));
  await parts.transport.more?.({ quote: more.quote, wraps }, signal).catch(whoIsLate);
  const isUsable = (nodeId: string) => usable.some(({ terms }) => terms.nodeId === nodeId);
  return [{ kind: 'more', usable: later.candidates.filter(({ terms }) => isUsable(terms.nodeId)), refused }];
}

/** A later quote is for the same job, holds no more, and its candidates check out as the first ones did. */
async function laterCandidates(
  parts: AskParts,
  later: Quote,
  first: Quote,
  request: QuoteRequest,
): Promise<CheckedQuote> {
  const field = later.jobId !== first.jobId ? 'jobId' : BigInt(later.holdNano) > BigInt(first.holdNano) && 'hold';
  if (!field) return checkQuote(later, request, parts.quotes.timeFor(later), parts);
  const { fault } = fail('quote_unfit', { field });
  return { usable: [], refused: later.candidates.map(({ terms: { nodeId } }) => ({ nodeId, fault })) };
}

/** By the suite that was asked for; whoever lacks it was dropped before. */
const recipientOf = ({ terms, manifest }: CheckedCandidate, request: QuoteRequest): Recipient => {
  const { sealKey, sealKeyPostQuantum } = manifest;
  return needsPostQuantum(request) ? { terms, sealKey, sealKeyPostQuantum } : { terms, sealKey };
};

/** A market that no longer waits for it says in the stream what becomes of the answer. */
function whoIsLate(error: unknown): void {
  if (!(error instanceof FaultError)) throw error;
}
