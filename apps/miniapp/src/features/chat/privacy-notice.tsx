import type { Tier } from '@spindle/shared';
import { useTexts } from '../../i18n/index.ts';
import { Notice } from '../../ui/index.ts';

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
