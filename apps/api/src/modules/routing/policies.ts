import { type Policy, TIERS } from '@spindle/shared';
import type { RouteCandidate, RouteRequest } from './candidate.ts';

const TYPICAL_ANSWER_TOKENS = 300;
/** Of a machine that nobody has measured: slow, so that it is never taken for better than it is. */
const UNMEASURED = { tokensPerSecond: 10, firstTokenMs: 2_000 } as const;

/** By which figure a policy compares machines; the least is the best. Those with the same figure are equals. */
export type Figure = (request: RouteRequest, candidate: RouteCandidate) => number;

/** The most that this request can cost there, in micro-dollars times 10^6. For comparing only. */
const price: Figure = ({ maxInputTokens, maxOutputTokens }, { inputMicroUsdPerMTok, outputMicroUsdPerMTok }) =>
  inputMicroUsdPerMTok * maxInputTokens + outputMicroUsdPerMTok * maxOutputTokens;

/** Figures within a tenth of each other are the same. */
const rough = (figure: number): number => Math.floor(Math.log(figure + 1) / Math.log(1.1));
const roughPrice: Figure = (request, candidate) => rough(price(request, candidate));

const roughFinish: Figure = (request, candidate) => {
  const isMeasured = candidate.firstTokenMs !== null && candidate.tokensPerSecond !== null;
  return isMeasured ? rough(finishMs(request, candidate)) : Number.POSITIVE_INFINITY;
};

/** More than any rough price. */
const ONE_TIER = 1_000;
const tierThenRoughPrice: Figure = (request, candidate) =>
  TIERS.indexOf(candidate.tier) * ONE_TIER + roughPrice(request, candidate);

/** Each policy, read aloud: what comes first. Among equals the less loaded of two answers. */
export const POLICY_FIGURES: Record<Policy, Figure> = {
  cheapest: price,
  fastest: roughFinish,
  balanced: roughPrice,
  private: tierThenRoughPrice,
};

/**
 * When a typical answer would be there, in milliseconds: after what the machine has still to deliver, spread over its
 * slots, at the speed that was measured. This is a machine's load and its speed in one figure.
 */
export function finishMs({ maxOutputTokens }: RouteRequest, candidate: RouteCandidate): number {
  const speed = candidate.tokensPerSecond || UNMEASURED.tokensPerSecond;
  const firstTokenMs = candidate.firstTokenMs ?? UNMEASURED.firstTokenMs;
  const ahead = candidate.outstandingTokens / Math.max(1, candidate.slots);
  return firstTokenMs + ((ahead + Math.min(maxOutputTokens, TYPICAL_ANSWER_TOKENS)) * 1000) / speed;
}
