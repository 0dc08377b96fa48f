import { createClient } from '@spindle/client';
import type { CheckedEvidence } from '@spindle/sealed/confidential';
import type { Policy, Tier } from '@spindle/shared';
import {
  type AppConfig,
  BROKER_URL,
  faultOf,
  queryClient,
  sessionToken,
  trpc,
  type WalletOverview,
} from '../../lib/api/index.ts';
import { checkEvidenceIn, lookAtEvidence } from '../../lib/evidence/index.ts';
import { haptic, setPending } from '../../lib/telegram/index.ts';
import { answerSigner } from '../../lib/wallet/index.ts';
import { changeConversation, noteAsked, noteAsking } from './conversation.ts';
import type { Message } from './cost.ts';
import { onReturn } from './on-return.ts';
import { type Answer, applyEvent, failAnswer, newAnswer, stopAnswer, type Turn, withoutOldQuestions } from './turn.ts';

export interface Ask {
  question: string;
  images: readonly string[];
  messages: Message[];
  modelId: string;
  policy: Policy;
  tier: Tier;
  listingId: string | null;
  /** Those that are not asked: they have answered before. */
  ignoreListings: readonly string[];
  /** What was answered to the same question before. */
  former: readonly Answer[];
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

/**
 * Seals the question on this device, sends it, and shows the answer as it comes. Never throws: what goes wrong is
 * shown in the turn.
 */
export async function askQuestion(ask: Ask): Promise<void> {
  const { question, modelId, images, former, isGift, isPrivate, isPostQuantum } = ask;
  const turn: Turn = {
    ...{ id: crypto.randomUUID(), question, modelId },
    ...(images.length > 0 && { images }),
    ...(former.length > 0 && { former: [...former] }),
    answer: {
      ...newAnswer(Date.now()),
      ...{ ...(isGift && { isGift }), ...(isPrivate && { isPrivate }), ...(isPostQuantum && { isPostQuantum }) },
    },
  };
  changeConversation((before) => ({ ...before, turns: withoutOldQuestions([...before.turns, turn]) }));
  const stop = new AbortController();
  // What was delivered is billed, nothing after.
  const asking = { stop: () => stop.abort() };
  noteAsking(asking);
  // A page that is gone takes nothing up again: what it would pay for, nobody would read.
  addEventListener('pagehide', asking.stop);
  setPending('answer', true);
  const update = (change: (answer: Answer) => Answer, isPiece = false) =>
    changeConversation(
      (before) => ({ ...before, turns: before.turns.map((t) => changed(t, turn.id, change)) }),
      isPiece,
    );
  try {
    await receive(ask, stop.signal, update);
    haptic.success();
  } catch (error) {
    if (stop.signal.aborted) update((answer) => stopAnswer(answer, Date.now()));
    else {
      haptic.failure();
      update((answer) => failAnswer(answer, faultOf(error), Date.now()));
    }
  } finally {
    if (noteAsked(asking)) setPending('answer', false);
    removeEventListener('pagehide', asking.stop);
    void queryClient.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
    if (isGift) void queryClient.invalidateQueries({ queryKey: trpc.promotions.pathKey() });
  }
}

type Update = (change: (answer: Answer) => Answer, isPiece?: boolean) => void;

async function receive(ask: Ask, signal: AbortSignal, update: Update): Promise<void> {
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

function changed(turn: Turn, id: string, change: (answer: Answer) => Answer): Turn {
  return turn.id === id ? { ...turn, answer: change(turn.answer) } : turn;
}
