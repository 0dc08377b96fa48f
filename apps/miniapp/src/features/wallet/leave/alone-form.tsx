import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ChannelView, useConfig } from '../../../lib/api/index.ts';
import { coins, moment, waited } from '../../../lib/format/index.ts';
import { leaveAmounts } from '../../../lib/wallet/index.ts';
import { Button, Card, ErrorNotice, Fold, Notice, Row, useNow } from '../../../ui/index.ts';
import { runLeave } from './leave-run.ts';
import { OwedRow } from './owed-row.tsx';
import type { WayOutQuery } from './use-way-out.ts';

interface AloneFormProps {
  channel: ChannelView;
  way: WayOutQuery;
  /** Agreement is not to be had: then this is the way. */
  isWanted: boolean;
}

/** The same without us: the contract is asked, and pays after its waiting time. */
export function AloneForm({ channel, way: { wayOut, error, retry }, isWanted }: AloneFormProps) {
  const { leave: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const { owedNano, signedNano } = leaveAmounts(channel);
  const delayMs = channel.closeDelaySeconds * 1_000;
  const endsAt = moment(useNow(10_000) + delayMs, language);
  const start = () => config && runLeave({ action: 'request', channel, config, language });
  return (
    <Fold title={texts.alone} about={texts.aloneAbout(waited(delayMs, language))} isOpen={isWanted}>
      <p>{texts.lead}</p>
      <Card isFlush>
        <Row title={texts.when(waited(delayMs, language))} detail={texts.whenAbout(endsAt)} />
        <OwedRow owedNano={owedNano} signedNano={signedNano} />
      </Card>
      <Notice icon="info">{texts.stops}</Notice>
      {error !== null && <ErrorNotice error={error} onRetry={retry} />}
      {wayOut && <p className="muted tiny">{texts.walletShows(coins(wayOut.messageNano, language))}</p>}
      <Button look={isWanted ? 'primary' : 'secondary'} isWide icon="arrowOut" disabled={!config} onClick={start}>
        {texts.request}
      </Button>
    </Fold>
  );
}
