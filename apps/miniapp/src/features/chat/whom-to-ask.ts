import type { Tier } from '@spindle/shared';
import type { Ask } from './ask-question.ts';
import type { Choice } from './choice.ts';
import { listingsAsked, type Turn } from './turn.ts';

type Whom = Pick<Ask, 'policy' | 'tier' | 'listingId' | 'ignoreListings' | 'isPrivate' | 'isPostQuantum'>;

/**
 * Whom a question may go to.
 * @param shown the tier that the person reads beside the question. It is the least that is asked for, whatever they chose:
 * no machine that comes later may be of a lower one
 * @param elsewhere asks others than those who have answered this
 */
export function whomToAsk(choice: Choice, shown: Tier, elsewhere: Turn | null): Whom {
  const { policy, isPrivate, isPostQuantum, listingId } = choice;
  const wishes = { policy, tier: shown, isPrivate, isPostQuantum };
  return elsewhere
    ? { ...wishes, listingId: null, ignoreListings: listingsAsked(elsewhere) }
    : { ...wishes, listingId, ignoreListings: [] };
}
