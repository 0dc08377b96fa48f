import { useLanguage, useTexts } from '../../../../i18n/index.ts';
import { moment } from '../../../../lib/format/index.ts';
import { Ago, Button, Notice, useNow } from '../../../../ui/index.ts';
import { forgetSentSwap, phaseOf, type SentSwap } from './sent-swap.ts';

/** After the wallet has sent it: what is known, what is not, and where to look. */
export function SwapSent({ sent }: { sent: SentSwap }) {
  const { swap: texts } = useTexts('earn');
  const language = useLanguage();
  const phase = phaseOf(sent, useNow());
  const { offer, least, sentAtMs, untilMs } = sent;
  return (
    <>
      {phase === 'sent' && (
        <Notice icon="clock" title={texts.sent}>
          {texts.sentAbout(offer, least, moment(untilMs, language))}
          <div className="muted tiny">
            <Ago atMs={sentAtMs} />
          </div>
        </Notice>
      )}
      {phase === 'overdue' && (
        <Notice tone="warn" icon="clock" title={texts.overdue}>
          {texts.overdueAbout(offer, least)}
        </Notice>
      )}
      {phase === 'over' && (
        <Notice icon="info" title={texts.over}>
          {texts.overAbout(offer, least)}
        </Notice>
      )}
      <Button isWide onClick={forgetSentSwap}>
        {texts.more}
      </Button>
      {phase === 'sent' && <p className="muted tiny">{texts.moreAbout}</p>}
    </>
  );
}
