import type { DecideInput, ListingView } from '../../../lib/api/index.ts';

type Decision = DecideInput['decision'];

/** What can be decided on a listing in its state; the broker checks by itself. */
export function decisionsOn({ state, stateBy }: Pick<ListingView, 'state' | 'stateBy'>): Decision[] {
  switch (state) {
    case 'in_review':
      return ['approve', 'ask', 'reject'];
    case 'asked':
      return ['approve', 'reject'];
    case 'live':
      return ['pause'];
    case 'paused':
      return stateBy === 'owner'
        ? ['pause']
        : stateBy === 'market'
          ? ['approve', 'ask', 'pause', 'reject']
          : ['approve', 'ask', 'reject'];
    default:
      return [];
  }
}
