import { createClient } from '@spindle/client';
import type { CheckedEvidence } from '@spindle/sealed/confidential';
import type { Policy, Tier } from '@spindle/shared';
import { type AppConfig, BROKER_URL, sessionToken, type WalletOverview } from '../../lib/api/index.ts';
import { checkEvidenceIn, lookAtEvidence } from '../../lib/evidence/index.ts';
import { answerSigner } from '../../lib/wallet/index.ts';
import type { Message } from './cost.ts';
import { onReturn } from './on-return.ts';
import { type Answer, applyEvent } from './turn.ts';

/** What is asked of whom, and what may be spent on it. */
export interface AnswerRequest {
  messages: Message[];
  modelId: string;
  policy: Policy;
  tier: Tier;
  listingId: string | null;
  /** Those that are not asked: they have answered before. */
  ignoreListings: readonly string[];
  /** The market is asked to pay. */
  isGift: boolean;
  maxOutputTokens: number;
  isPrivate: boolean;
  isPostQuantum: boolean;
  config: AppConfig;
  /** What the person lets be spent, as far as this page knows. */
  spending: WalletOverview['spending'] | null;
}

/** Later turns of a conversation find the machine that still knows it; the market can't tell what it is about. */
const affinitySecret = crypto.randomUUID();

/** A lift, a tunnel, another app for a minute: the answer goes on meanwhile. */
const KEEP_MS = 90_000;

export type Update = (change: (answer: Answer) => Answer, isPiece?: boolean) => void;

/** Seals a request on this device, sends it, and tells of each thing that becomes of its answer. @throws what faultOf reads. */
export async function streamAnswer(ask: AnswerRequest, signal: AbortSignal, update: Update): Promise<void> {
  const { brokerKey, env, networkId } = ask.config;
  const { isStrict = false, capAnswerNano = null } = ask.spending ?? {};
  const signFor = answerSigner({ networkId, isStrict });
  const token = sessionToken() ?? '';
  const evidence = checkEvidenceIn(env);
  const client = createClient({
    baseUrl: BROKER_URL,
    token,
    brokerKey,
    env,
    affinitySecret,
    signFor,
    evidence,
    keepsOpening: true,
    onReturn,
    onConnection: (isThere) => update((answer) => ({ ...answer, isAway: !isThere }), true),
  });
  const events = client.ask({
    model: ask.modelId,
    messages: ask.messages,
    policy: ask.policy,
    tier: ask.tier,
    maxOutputTokens: ask.maxOutputTokens,
    isPrivate: ask.isPrivate,
    isPostQuantum: ask.isPostQuantum,
    listingId: ask.listingId ?? undefined,
    ignoreListings: ask.ignoreListings.length > 0 ? ask.ignoreListings : undefined,
    isGift: ask.isGift,
    keepMs: KEEP_MS,
    maxCostNano: capAnswerNano?.toString(),
    signal,
  });
  for await (const event of events) {
    const isPiece = event.kind !== 'quoted' && event.kind !== 'end';
    update((answer) => applyEvent(answer, event, Date.now()), isPiece);
    if (event.kind === 'attempt') noteEvidence(update);
  }
}

/** What was found of a confidential machine before the question was sealed to it stays with the answer. */
function noteEvidence(update: Update): void {
  update((answer) => {
    const { candidate } = answer;
    if (candidate?.terms.tier !== 'confidential') return answer;
    const keep = (evidence: CheckedEvidence) =>
      update((now) => (now.candidate === candidate ? { ...now, evidence } : now), true);
    // From memory: it was looked at a moment ago. Should it be gone, the seal's page looks again.
    lookAtEvidence(candidate)
      .then(keep)
      .catch(() => undefined);
    return answer;
  }, true);
}
