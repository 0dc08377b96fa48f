import type { Policy, Tier } from '@spindle/shared';
import type { ModelCard } from '../../lib/api/index.ts';

export const LENGTHS = { short: 256, medium: 1_024, long: 4_096 } as const;
export type Length = keyof typeof LENGTHS;

/** Whom to ask, and how much they may say. */
export interface Choice {
  modelId: string | null;
  policy: Policy;
  /** The least that the machine must prove. */
  tier: Tier;
  /** One listing only, when the person came from its page. */
  listingId: string | null;
  length: Length;
  /** Frames of one size at a constant rate, and no memory shared. */
  isPrivate: boolean;
  /** Sealed so that a later quantum computer cannot open it. */
  isPostQuantum: boolean;
}

export const FIRST_CHOICE: Choice = {
  modelId: null,
  policy: 'balanced',
  tier: 'community',
  listingId: null,
  length: 'medium',
  isPrivate: false,
  isPostQuantum: false,
};

const POLICY_NAMES: readonly string[] = ['cheapest', 'fastest', 'balanced', 'private'] satisfies Policy[];
const isPolicy = (text: string | null): text is Policy => text !== null && POLICY_NAMES.includes(text);

/** The choice that a link from the market makes; null when the address says nothing of it. */
export function choiceFromSearch(search: URLSearchParams, before: Choice): Choice | null {
  const modelId = search.get('model');
  if (!modelId) return null;
  const policy = search.get('policy');
  return { ...before, modelId, policy: isPolicy(policy) ? policy : before.policy, listingId: search.get('listing') };
}

/** The chosen model if it is still sold, else the first one that somebody sells now. */
export function modelToAsk(choice: Choice, models: readonly ModelCard[]): ModelCard | null {
  const chosen = models.find((model) => model.modelId === choice.modelId);
  return chosen ?? models.find((model) => model.nodesOnline > 0) ?? models.find((model) => model.offers > 0) ?? null;
}

/** The longest answer to ask for: what was chosen, and never so much that no room is left for the question. */
export function maxOutputTokens(length: Length, contextLength: number): number {
  return Math.min(LENGTHS[length], Math.floor(contextLength / 2));
}
