import { type Signer, signQuote } from '@spindle/sealed/node';
import {
  type Ability,
  type Environment,
  fail,
  ok,
  type Quote,
  type QuoteReply,
  type QuoteRequest,
  type Result,
  type Signed,
  uuidv7,
  weakestOf,
  worstCostNano,
} from '@spindle/shared';
import type { Clock } from '../../platform/index.ts';
import { type Actor, withinKey } from '../accounts/index.ts';
import type { Rates } from '../pricing/index.ts';
import { abilityBits } from '../routing/index.ts';
import { type ChooseDeps, chooseSellers } from './choose-sellers.ts';
import { routeOf } from './route-of.ts';
import { type QuoteParts, quoteOf, termsOf } from './write-quote.ts';

export interface QuoteDeps extends ChooseDeps {
  clock: Clock;
  env: Environment;
  /** Signs quotes; nodes and buyers know its public key. */
  brokerSigner: Signer;
  /** What is in force now; a quote locks it. */
  feeBasisPoints(): number;
  isBuyingEnabled: boolean;
  rates: Pick<Rates, 'current'>;
}

/** More than any model says in one answer. */
const MAX_TOKENS = 10_000_000;

/**
 * A price and at most three machines, locked for a minute. Nothing is stored: the signature is the quote's only state.
 * Refusals: `buying_paused`, `key_model`, `invalid_input`, `rate_stale`, `model_unknown`, `no_candidates`, `node_busy`,
 * `context_too_long`.
 */
export async function makeQuote(deps: QuoteDeps, actor: Actor, asked: QuoteRequest): Promise<Result<QuoteReply>> {
  if (!deps.isBuyingEnabled) return fail('buying_paused');
  const allowed = withinKey(actor, asked);
  if (!allowed.ok) return allowed;
  const input = allowed.value;
  const wrong = wrongLimit(input);
  if (wrong) return wrong;
  const rate = deps.rates.current();
  if (!rate.ok) return rate;
  const { env } = deps;
  const feeBasisPoints = deps.feeBasisPoints();
  const nowMs = deps.clock.nowMs();
  const rateMicroUsdPerCoin = rate.value.microUsdPerCoin;
  const jobId = uuidv7(nowMs);
  const chosen = await chooseSellers(deps, input, routeOf(jobId, input, rateMicroUsdPerCoin), nowMs);
  if (!chosen.ok) return chosen;
  const parts = { env, jobId, accountId: actor.accountId, input, rateMicroUsdPerCoin, feeBasisPoints, nowMs };
  const signed = await signQuote(quoteOf(parts, chosen.value), deps.brokerSigner);
  return ok({ quote: signed, brokerKey: deps.brokerSigner.publicKey });
}

function wrongLimit({ kind, maxInputTokens, maxOutputTokens }: QuoteRequest): Result<never> | null {
  // Vectors are no tokens.
  const leastOutput = kind === 'embeddings' ? 0 : 1;
  const wrong = (field: string, range: string) =>
    fail('invalid_input', { field, hint: `Use a whole number ${range}.` });
  // However long a question is: whether it fits is for the model's context to say, which also bounds what is held.
  if (maxInputTokens < 1) return wrong('maxInputTokens', 'from 1 on');
  const isGood = maxOutputTokens >= leastOutput && maxOutputTokens <= MAX_TOKENS;
  return isGood ? null : wrong('maxOutputTokens', `from ${leastOutput} to ${MAX_TOKENS}`);
}

export interface MoreQuote {
  signed: Signed;
  quote: Quote;
}

/**
 * More machines for a request that is in work, when those of its first quote are used up: the same job, wishes, rate and
 * fee, and never more than what is held for it. A machine that has yet to prove itself is not tried here.
 * @param first the quote that the request came with, checked by the caller
 * @param alsoNeeds what the machines must be able to do besides, such as `continue`
 * Refusals: `no_candidates`, `node_busy`, `context_too_long`, `model_unknown`.
 */
export async function makeMoreQuote(
  deps: QuoteDeps,
  first: Quote,
  excludeNodeIds: ReadonlySet<string>,
  alsoNeeds: readonly Ability[] = [],
): Promise<Result<MoreQuote>> {
  const parts = partsAfter(deps, first);
  if (!parts) return fail('quote_altered');
  const { input, jobId, rateMicroUsdPerCoin, nowMs } = parts;
  const route = routeOf(jobId, input, rateMicroUsdPerCoin);
  const again = {
    ...route,
    needs: route.needs | abilityBits(alsoNeeds),
    triedNodes: excludeNodeIds,
    mayTryFresh: false,
  };
  const heldNano = BigInt(first.holdNano);
  const chosen = await chooseSellers(deps, input, again, nowMs, (seller) => {
    return worstCostNano(termsOf(parts, seller)) <= heldNano;
  });
  if (!chosen.ok) return chosen;
  const quote = quoteOf(parts, chosen.value);
  return ok({ signed: await signQuote(quote, deps.brokerSigner), quote });
}

/** Null for a quote without a candidate, which no broker has made. */
function partsAfter({ env, clock }: QuoteDeps, { jobId, accountId, request, candidates }: Quote): QuoteParts | null {
  const [one] = candidates;
  // Who named none was told one by the first quote: no later machine is of a lower one.
  const tier = request.tier ?? weakestOf(candidates.map(({ terms }) => terms.tier));
  if (!one || !tier) return null;
  return {
    env,
    jobId,
    accountId,
    input: { ...request, tier },
    rateMicroUsdPerCoin: BigInt(one.terms.rateMicroUsdPerCoin),
    feeBasisPoints: one.terms.feeBasisPoints,
    nowMs: clock.nowMs(),
  };
}
