import type { Policy, Tier } from '@spindle/shared';
import { useLocation } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { useCanBuy } from '../../lib/api/index.ts';
import { Button, Section } from '../../ui/index.ts';
import { chatHref } from './chat-href.ts';

/** The three questions that people come with, each a way to the chat. */
export function AskButtons({ modelId, tiers }: { modelId: string; tiers: Tier[] }) {
  const { model: texts } = useTexts('market');
  const { askAboutNoPrice } = useTexts('offers');
  const canBuy = useCanBuy();
  const [, navigate] = useLocation();
  const ask = (policy: Policy) => navigate(chatHref({ modelId, policy }));
  return (
    <Section note={canBuy ? texts.askAbout : askAboutNoPrice}>
      <div className="ask-buttons">
        {canBuy && (
          <Button look="primary" isWide onClick={() => ask('cheapest')}>
            {texts.askCheapest}
          </Button>
        )}
        <Button look={canBuy ? 'soft' : 'primary'} isWide icon="speed" onClick={() => ask('fastest')}>
          {texts.askFastest}
        </Button>
        {tiers.length > 0 && (
          <Button look="soft" isWide icon="seal" onClick={() => ask('private')}>
            {texts.askPrivate}
          </Button>
        )}
      </div>
    </Section>
  );
}
