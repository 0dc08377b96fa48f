import { type Policy, TIERS } from '@spindle/shared';
import type { RouteCandidate, RouteRequest } from './candidate.ts';

/** What policies compare, worked out once per candidate. */
export interface Ranked<Candidate extends RouteCandidate = RouteCandidate> {
  candidate: Candidate;
  /** The most that this request can cost there, in micro-dollars times 10^6. For comparing only. */
  worstCost: number;
  /** Time to a typical answer; Infinity until measured. */
  expectedMs: number;
  /** 0 idle, 1 full. */
  load: number;
  /** Hash of the request. */
  seed: number;
}

type Order = (a: Ranked, b: Ranked) => number;

const by =
  (figure: (it: Ranked) => number): Order =>
  (a, b) => {
    const [left, right] = [figure(a), figure(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
const inOrder =
  (...orders: Order[]): Order =>
  (a, b) => {
    for (const order of orders) {
      const answer = order(a, b);
      if (answer !== 0) return answer;
    }
    return 0;
  };

const price = by((it) => it.worstCost);
const speed = by((it) => it.expectedMs);
const load = by((it) => it.load);
const tier = by((it) => TIERS.indexOf(it.candidate.tier));
/** Worked out only where all else is equal. */
const anyOne = by((it) => hash(it.seed, it.candidate.nodeId));
/** Prices within a tenth of each other are the same price. */
const roughPrice = by((it) => Math.floor(Math.log(it.worstCost + 1) / Math.log(1.1)));

/** Each policy, read aloud. */
export const POLICY_ORDERS: Record<Policy, Order> = {
  cheapest: inOrder(price, load, speed, anyOne),
  fastest: inOrder(speed, load, price, anyOne),
  balanced: inOrder(roughPrice, load, speed, price, anyOne),
  private: inOrder(tier, price, load, speed, anyOne),
};

const TYPICAL_ANSWER_TOKENS = 300;

export const seedOf = (request: RouteRequest): number => hash(FNV_OFFSET, request.jobId);

export function toRanked<Candidate extends RouteCandidate>(
  request: RouteRequest,
  candidate: Candidate,
  seed: number,
): Ranked<Candidate> {
  const { price: asked, firstTokenMs, tokensPerSecond } = candidate;
  const tokens = Math.min(request.maxOutputTokens, TYPICAL_ANSWER_TOKENS);
  return {
    candidate,
    worstCost:
      Number(asked.inputMicroUsdPerMTok) * request.maxInputTokens +
      Number(asked.outputMicroUsdPerMTok) * request.maxOutputTokens,
    expectedMs:
      firstTokenMs === null || !tokensPerSecond
        ? Number.POSITIVE_INFINITY
        : firstTokenMs + (tokens * 1000) / tokensPerSecond,
    load: candidate.busy / candidate.slots,
    seed,
  };
}

const FNV_OFFSET = 0x811c9dc5;

/** FNV-1a, 32 bits: spreads equals evenly, nothing more is asked of it. */
function hash(seed: number, words: string): number {
  let value = seed;
  for (let at = 0; at < words.length; at++) value = Math.imul(value ^ words.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
