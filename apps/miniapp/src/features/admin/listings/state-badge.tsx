import { useTexts } from '../../../i18n/index.ts';
import type { ListingView } from '../../../lib/api/index.ts';
import { Badge, type Tone } from '../../../ui/index.ts';

const TONES: Record<ListingView['state'], Tone> = {
  live: 'good',
  in_review: 'accent',
  paused: 'warn',
  rejected: 'bad',
  withdrawn: 'plain',
};

export function StateBadge({ state }: { state: ListingView['state'] }) {
  const { listings: texts } = useTexts('admin');
  return <Badge tone={TONES[state]}>{texts.states[state]}</Badge>;
}
