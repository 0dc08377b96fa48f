import { useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';
import { Badge, type Tone } from '../../ui/index.ts';

const TONES: Record<ListingView['state'], Tone> = {
  live: 'good',
  in_review: 'accent',
  asked: 'violet',
  paused: 'warn',
  rejected: 'bad',
  banned: 'bad',
  withdrawn: 'plain',
};

export function StateBadge({ state }: { state: ListingView['state'] }) {
  const { states } = useTexts('review');
  return <Badge tone={TONES[state]}>{states[state]}</Badge>;
}
