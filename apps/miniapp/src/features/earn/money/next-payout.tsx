import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type EarningsOverview, trpc } from '../../../lib/api/index.ts';
import { coins, moment } from '../../../lib/format/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { useConnectWallet } from '../../../lib/wallet/index.ts';
import { Button, Card, ErrorNotice, FaultWords, Since } from '../../../ui/index.ts';

/** What the next payout waits for, since when, and what can be done about it. */
export function NextPayout({ money }: { money: EarningsOverview }) {
  const { money: texts } = useTexts('earn');
  const language = useLanguage();
  const { next } = money;
  const amount = coins(next.amountNano, language);
  return (
    <Card>
      <div className="stack" style={{ '--gap': '10px' }}>
        <div className="line line--wrap line--spread" style={{ '--gap': '0 10px' }}>
          <h3>{texts.next}</h3>
          {next.amountNano > 0n && (
            <span className="strong unbroken">
              {isTooLittle(money) ? texts.amountSoFar(amount) : texts.amount(amount)}
            </span>
          )}
        </div>
        <p>
          <Why money={money} />
        </p>
        {next.sinceMs !== null && (
          <p className="muted small">
            <Since atMs={next.sinceMs} />
          </p>
        )}
        {next.why === 'wallet_required' && <ConnectButton />}
        {next.why === 'ask' && <AskButton />}
      </div>
    </Card>
  );
}

/** It waits for more: for what can be asked for, or what its owner has set. */
const isTooLittle = ({ next, settings }: EarningsOverview): boolean =>
  next.why === 'threshold' || (next.why === 'time' && next.amountNano < settings.thresholdNano);

function Why({ money }: { money: EarningsOverview }) {
  const { next, settings, leastPayoutNano } = money;
  const { why: texts } = useTexts('earn').money;
  const language = useLanguage();
  const amountOf = (nano: bigint) => coins(nano, language).replaceAll(' ', '\u00a0');
  const isOwnHand = settings.schedule === 'on_demand';
  switch (next.why) {
    case 'in_work':
      return texts.in_work;
    case 'ask':
      return texts.ask;
    case 'nothing':
      return texts.nothing;
    case 'promising':
      return texts.promising;
    case 'time': {
      const when = moment(next.atMs ?? Date.now(), language);
      return isTooLittle(money) ? texts.timeFrom(when, amountOf(settings.thresholdNano)) : texts.time(when);
    }
    case 'threshold':
      return isOwnHand ? texts.below(amountOf(leastPayoutNano)) : texts.threshold(amountOf(settings.thresholdNano));
    case 'wallet_required':
      return texts.wallet_required;
    default:
      return <FaultWords fault={{ code: next.why }} />;
  }
}

function AskButton() {
  const { money: texts } = useTexts('earn');
  const queries = useQueryClient();
  const ask = useMutation(
    trpc.payouts.ask.mutationOptions({
      onSuccess: (money) => {
        haptic.success();
        queries.setQueryData(trpc.payouts.overview.queryKey(), money);
      },
    }),
  );
  return (
    <>
      {ask.error && <ErrorNotice error={ask.error} />}
      <Button look="primary" isWide icon="arrowIn" isBusy={ask.isPending} onClick={() => ask.mutate()}>
        {texts.ask}
      </Button>
    </>
  );
}

function ConnectButton() {
  const { money: texts } = useTexts('earn');
  const connect = useConnectWallet();
  return (
    <>
      {connect.error && <ErrorNotice error={connect.error} />}
      <Button look="primary" isWide icon="wallet" isBusy={connect.isPending} onClick={() => connect.mutate()}>
        {texts.connect}
      </Button>
    </>
  );
}
