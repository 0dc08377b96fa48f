import type { Tier } from '@spindle/shared';
import { useTexts } from '../../i18n/index.ts';
import type { IconName } from '../icons/icon.tsx';
import { Badge, type Tone } from './badge.tsx';

const LOOKS: Record<Tier, { tone: Tone; icon: IconName }> = {
  confidential: { tone: 'violet', icon: 'seal' },
  verified: { tone: 'good', icon: 'verified' },
  community: { tone: 'plain', icon: 'people' },
};

/** What the machine can prove about itself. */
export function TierBadge({ tier }: { tier: Tier }) {
  const { tiers } = useTexts('core');
  return <Badge {...LOOKS[tier]}>{tiers[tier].name}</Badge>;
}

/** Marks models whose answers are for trying the market out, not for reading. */
export function TestEngineBadge() {
  const { testEngine } = useTexts('core');
  return (
    <Badge tone="warn" icon="flask">
      {testEngine.name}
    </Badge>
  );
}
