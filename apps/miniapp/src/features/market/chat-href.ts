import type { Policy } from '@spindle/shared';

/** The chat, set up to ask this. */
export function chatHref(ask: { modelId: string; policy?: Policy; listingId?: string }): string {
  const search = new URLSearchParams({ model: ask.modelId });
  if (ask.policy) search.set('policy', ask.policy);
  if (ask.listingId) search.set('listing', ask.listingId);
  return `/chat?${search}`;
}
