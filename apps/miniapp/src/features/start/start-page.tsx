import { useQuery } from '@tanstack/react-query';
import { use, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { loadTexts, useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc, useCanBuy } from '../../lib/api/index.ts';
import { localKept } from '../../lib/kept/index.ts';
import { Button, Icon, type IconName, LongTextField, MainAction, Notice, Skeleton } from '../../ui/index.ts';
import { modelToAsk } from '../chat/choice.ts';
import { conversationsHere, useConversation } from '../chat/conversation.ts';
import { PrivacyNotice } from '../chat/privacy-notice.tsx';
import { useAsking } from '../chat/use-asking.ts';
import './start.css';

/** As the chat: no skeleton while the device is read. */
export const prepare = conversationsHere;

/** The first minute: what this is, and a first question right here, before anything is paid. */
export default function StartPage() {
  use(conversationsHere());
  const texts = useTexts('start');
  const canBuy = useCanBuy();
  const points = canBuy ? texts.points : texts.pointsUnpriced;
  useEffect(() => localKept.setItem('spindle.started', '1'), []);
  return (
    <main className="page start">
      <header>
        <img src="/icon.svg" alt="" width={48} height={48} className="start__logo" />
        <h1>{texts.title}</h1>
        <p className="page__lead">{texts.lead}</p>
      </header>
      <FirstQuestion canBuy={canBuy} />
      <ul className="start__points">
        {Object.entries(points).map(([name, { title, about }]) => (
          <li key={name}>
            <Icon name={ICONS[name] ?? 'check'} size={22} />
            <span>
              <span className="strong">{title}</span>
              <span className="muted small">{about}</span>
            </span>
          </li>
        ))}
      </ul>
      <Link href="/" className="button button--plain">
        {texts.look}
      </Link>
    </main>
  );
}

const ICONS: Readonly<Record<string, IconName>> = {
  sealed: 'seal',
  pay: 'spark',
  yours: 'wallet',
  many: 'market',
  proof: 'verified',
};

function FirstQuestion({ canBuy }: { canBuy: boolean }) {
  const texts = useTexts('start');
  const [, navigate] = useLocation();
  const language = useLanguage();
  const [text, setText] = useState('');
  const { choice } = useConversation();
  const models = useQuery(trpc.market.models.queryOptions({}));
  const asking = useAsking(modelToAsk(choice, models.data ?? []));
  const isKnown = asking.isReady && (asking.gift !== null || asking.spending !== null);
  if (models.data?.length === 0) return null;
  if (!isKnown) return <Skeleton height={190} />;
  if (!asking.gift?.isOffered) return <NoGift canBuy={canBuy} isPayer={asking.gift === null} />;
  const ask = async () => {
    // The chat's words are here before its page is, so that nothing flickers between the two.
    await loadTexts(language, 'chat');
    asking.ask({ text: text.trim(), images: [] });
    navigate('/chat');
  };
  return (
    <section className="start__ask">
      <LongTextField
        label={texts.ask}
        value={text}
        onChange={setText}
        rows={3}
        placeholder={texts.placeholder}
        hint={texts.free(asking.gift.maxOutputTokens)}
      />
      <div className="presets">
        {texts.examples.map((example) => (
          <button key={example} type="button" className="chip" onClick={() => setText(example)}>
            {example}
          </button>
        ))}
      </div>
      <PrivacyNotice tier={asking.tier} />
      <MainAction label={texts.send} isEnabled={text.trim() !== ''} onPress={() => void ask()} />
    </section>
  );
}

/** Who has asked already, or comes on a day when the market gives nothing more. */
function NoGift({ canBuy, isPayer }: { canBuy: boolean; isPayer: boolean }) {
  const texts = useTexts('start');
  const [, navigate] = useLocation();
  if (isPayer || !canBuy) {
    return (
      <Button look="primary" isWide onClick={() => navigate('/chat')}>
        {texts.goOn}
      </Button>
    );
  }
  return (
    <>
      <Notice>{texts.notFree}</Notice>
      <Button look="primary" isWide icon="wallet" onClick={() => navigate('/wallet?deposit=1')}>
        {texts.deposit}
      </Button>
    </>
  );
}
