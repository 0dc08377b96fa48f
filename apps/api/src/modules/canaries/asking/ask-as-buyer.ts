import { type AskInput, createClient, type Piece, type QuoteRequest } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import {
  type Fault,
  FaultError,
  fail,
  ok,
  type Policy,
  type QuoteReply,
  type Receipt,
  type Result,
  unwrap,
} from '@spindle/shared';
import { faultOfException, type ModuleLog } from '../../../platform/index.ts';
import type { OfferRow } from '../../listings/index.ts';
import { NodeLostError, type NodePresence, type Nodes } from '../../nodes/index.ts';
import { makeQuoteAt, type QuoteDeps } from '../../relay/index.ts';
import { aliasOf } from './aliases.ts';
import { carryUnpaid, type Timed } from './carry-unpaid.ts';

export interface AskDeps {
  quote: QuoteDeps;
  nodes: Pick<Nodes, 'infer' | 'begun' | 'ackReceipts' | 'outcome'>;
  log: Pick<ModuleLog, 'error'>;
  /** Makes the buyers' names that machines read. */
  secret: string;
  random(): number;
}

/** A machine, and what of its listing's offers is asked about. */
export interface Target {
  presence: NodePresence;
  offer: OfferRow;
}

/** An answer as the market heard it in its own name. */
export interface Heard {
  text: string;
  /** `logprobs.content` of the answer, in order; empty where none were told. */
  odds: readonly unknown[];
  /** As the receipt says. */
  tokens: Receipt['tokens'];
  /** By our own clock, from the sending. */
  firstTokenMs: number;
  /** Between the first token and the last; null when all came at once, or fewer than four came. */
  tokensPerSecond: number | null;
  lastTokenMs: number;
}

export type AskAsBuyer = (target: Target, ask: Question, signal?: AbortSignal) => Promise<Result<Heard>>;
/** What is asked: a conversation and its parameters. */
export type Question = Pick<AskInput, 'messages'> & { maxOutputTokens: number; [parameter: string]: unknown };

/** Fewer say nothing of the speed. */
const TELLING_TOKENS = 4;
/** The market's own patience, that of a buyer who is about to leave. */
const PATIENCE_MS = 60_000;

/**
 * Asks one machine as a buyer's device would: quoted, sealed, opened and checked against its receipt by the same program.
 * The machine can't tell it from a buyer's question while it answers (ADR 0033). Costs nobody anything.
 */
export function createAskAsBuyer(deps: AskDeps): AskAsBuyer {
  return async (target, question, signal) => {
    const policy = policyOf(deps.random());
    const asked = { ...question, ...(policy && { policy }) };
    const timed: Timed = { sentAtMs: 0, firstAtMs: null, lastAtMs: null, tokens: 0 };
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const until = signal ? AbortSignal.any([signal, patience]) : patience;
    try {
      return ok(await listen(clientFor(deps, target, timed), target, asked, timed, until));
    } catch (error) {
      if (signal?.aborted) return fail('buyer_left');
      const fault = faultOf(error, timed, patience.aborted, deps.log);
      // Its own faults count against it as they do with buyers.
      deps.nodes.outcome(target.presence.nodeId, { kind: 'failed', code: fault.code });
      return { ok: false, fault };
    }
  };
}

function faultOf(error: unknown, { tokens }: Timed, isOutOfTime: boolean, log: AskDeps['log']): Fault {
  if (error instanceof FaultError) return error.fault;
  if (error instanceof NodeLostError) return fail('node_lost', { delivered: tokens }).fault;
  if (isOutOfTime) return fail('node_timeout', { seconds: PATIENCE_MS / 1000 }).fault;
  return faultOfException(error, log);
}

/** What buyers want varies, and the machine reads it. */
function policyOf(draw: number): Policy | undefined {
  if (draw < 0.4) return undefined;
  if (draw < 0.7) return 'balanced';
  return draw < 0.85 ? 'cheapest' : 'fastest';
}

function clientFor({ quote, nodes, secret, random }: AskDeps, { presence, offer }: Target, timed: Timed) {
  const { brokerSigner, env, clock } = quote;
  const accountId = aliasOf(secret, clock.nowMs(), random());
  const { nodeId } = presence;
  let jobId = '';
  const maxOutputTokens = { value: 0 };
  return createClient({
    transport: {
      quote: async (asked: QuoteRequest): Promise<QuoteReply> => {
        maxOutputTokens.value = asked.maxOutputTokens;
        return unwrap(await makeQuoteAt(quote, { presence, offer, accountId }, asked));
      },
      relayHere: async (head, envelope, until) => {
        jobId = jobIdOf(head.quote.text);
        const parts = { nodes, nodeId, jobId, maxOutputTokens: maxOutputTokens.value, timed };
        return carryUnpaid(parts, head, envelope, until);
      },
      relay: () => Promise.reject(new TypeError('market and device are one process here')),
    },
    brokerKey: brokerSigner.publicKey,
    env,
    primitives: nodePrimitives,
    // The market has judged it, for these very keys, or it asks nothing of a confidential machine.
    evidence: async ({ manifest }) => {
      const { state, code, manifest: vouched } = presence.evidence ?? { state: 'missing', code: null, manifest: null };
      if (state === 'accepted' && vouched === manifest) return ok(null);
      return fail('evidence_refused', { why: code ?? 'evidence_not_shown' });
    },
    now: () => clock.nowMs(),
    affinitySecret: `${secret} ${accountId}`,
  });
}

const jobIdOf = (quoteText: string): string => {
  const quote: { jobId?: unknown } = JSON.parse(quoteText);
  return String(quote.jobId);
};

async function listen(
  client: ReturnType<typeof createClient>,
  { offer }: Target,
  question: Question,
  timed: Timed,
  signal: AbortSignal,
): Promise<Heard> {
  let text = '';
  const odds: unknown[] = [];
  let tokens: Receipt['tokens'] | null = null;
  for await (const event of client.ask({ ...question, model: offer.modelId, signal })) {
    if (event.kind === 'text') text += event.text;
    else if (event.kind === 'logprobs') odds.push(...oddsOf(event));
    else if (event.kind === 'end') tokens = event.receipt.tokens;
  }
  signal.throwIfAborted();
  if (tokens === null || timed.firstAtMs === null) throw new FaultError({ code: 'node_lost', facts: { delivered: 0 } });
  return { text, odds, tokens, ...timesOf(timed, timed.firstAtMs) };
}

function timesOf({ sentAtMs, lastAtMs, tokens }: Timed, firstAtMs: number) {
  const speakingMs = (lastAtMs ?? firstAtMs) - firstAtMs;
  const isTelling = tokens >= TELLING_TOKENS && speakingMs > 0;
  return {
    firstTokenMs: Math.round(firstAtMs - sentAtMs),
    tokensPerSecond: isTelling ? ((tokens - 1) * 1000) / speakingMs : null,
    lastTokenMs: Math.round((lastAtMs ?? firstAtMs) - sentAtMs),
  };
}

function oddsOf({ logprobs }: Extract<Piece, { kind: 'logprobs' }>): readonly unknown[] {
  if (typeof logprobs !== 'object' || logprobs === null || !('content' in logprobs)) return [];
  return Array.isArray(logprobs.content) ? logprobs.content : [];
}
