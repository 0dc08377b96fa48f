import { useTexts } from '../../../i18n/index.ts';
import type { TreasuryView } from '../../../lib/api/index.ts';
import { Card, Row, Section, Since } from '../../../ui/index.ts';

interface EarningsTotalsProps {
  totals: TreasuryView['earnings'];
  show: (nano: bigint) => string;
}

/** What lies on all providers' accounts, and what their payouts wait for. */
export function EarningsTotals({ totals, show }: EarningsTotalsProps) {
  const { treasury: texts } = useTexts('office');
  const { accounts, promisedNano, depositedNano, claimedNano, aheadNano, beingFunded, short, openPayouts } = totals;
  const stateName = (state: string) =>
    Object.entries(texts.payoutStates).find(([name]) => name === state)?.[1] ?? state;
  return (
    <>
      <Section title={texts.earnings(accounts)} note={texts.earningsNote}>
        <Card isFlush>
          <Row title={texts.promised} end={show(promisedNano)} />
          <Row title={texts.deposited} end={show(depositedNano)} />
          <Row title={texts.claimed} end={show(claimedNano)} />
          <Row title={texts.ahead} end={show(aheadNano)} />
          <Row title={texts.funding} end={texts.accounts(beingFunded)} />
          <Row
            title={texts.short}
            end={<span className={short > 0 ? 'bad' : undefined}>{texts.accounts(short)}</span>}
          />
        </Card>
      </Section>
      <Section title={texts.payouts}>
        <Card isFlush>
          {openPayouts.length === 0 && <Row title={texts.noPayouts} />}
          {openPayouts.map(({ state, count, amountNano, oldestSinceMs }) => (
            <Row
              key={state}
              title={`${stateName(state)}: ${count}`}
              detail={
                <>
                  {texts.oldest} <Since atMs={oldestSinceMs} />
                </>
              }
              end={amountNano > 0n && show(amountNano)}
            />
          ))}
        </Card>
      </Section>
    </>
  );
}
