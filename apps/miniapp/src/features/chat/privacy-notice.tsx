import { TIERS, type Tier } from '@spindle/shared';
import { useTexts } from '../../i18n/index.ts';
import type { OfferCard } from '../../lib/api/index.ts';
import { Notice } from '../../ui/index.ts';

/** The weakest machine that a question may go to: what it can read is what the person must know. */
export function weakestTier(offers: readonly OfferCard[], atLeast: Tier): Tier {
  const tiers = offers.map(({ tier }) => TIERS.indexOf(tier));
  return tiers.length > 0 ? (TIERS[Math.max(...tiers)] ?? atLeast) : atLeast;
}

/** Who can read the next question, before it is sent. */
export function PrivacyNotice({ tier }: { tier: Tier }) {
  const { privacy } = useTexts('chat');
  const isOpen = tier !== 'confidential';
  return (
    <Notice tone={isOpen ? 'warn' : 'violet'} icon="seal" title={privacy[tier].title}>
      {privacy[tier].about}
    </Notice>
  );
}
