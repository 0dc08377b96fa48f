import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { EarningsOverview } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { Card, Row, StackedBar } from '../../../ui/index.ts';
import { exposureNano, partsOf } from './money-parts.ts';

/** Where all that was earned is now, and how much of it rests on the market alone. */
export function MoneyCard({ money }: { money: EarningsOverview }) {
  const { money: texts } = useTexts('earn');
  const language = useLanguage();
  const parts = partsOf(money);
  const bar = [
    { name: texts.parts.paid, amount: parts.paidNano, color: 'var(--muted)' },
    { name: texts.parts.claimable, amount: parts.claimableNano, color: 'var(--good)' },
    { name: texts.parts.promised, amount: parts.promisedNano, color: 'var(--link)' },
    { name: texts.parts.booked, amount: parts.bookedNano, color: 'var(--warn)' },
  ];
  return (
    <>
      <Card>
        <div className="stack" style={{ '--gap': '14px' }}>
          <StackedBar
            label={texts.title}
            parts={bar.map((part) => ({ ...part, text: coins(part.amount, language) }))}
          />
          <p className="muted tiny">{texts.partsAbout}</p>
        </div>
      </Card>
      <Card isFlush>
        <Row
          title={<Named name={texts.exposure} amount={coins(exposureNano(parts), language)} />}
          detail={texts.exposureAbout}
        />
        <Row
          title={<Named name={texts.funded} amount={coins(money.fundedNano, language)} />}
          detail={texts.fundedAbout}
        />
      </Card>
    </>
  );
}

/** Beside its name only: what is said of it has the whole width below. */
function Named({ name, amount }: { name: string; amount: string }) {
  return (
    <span className="line line--wrap line--spread" style={{ '--gap': '0 8px' }}>
      <span>{name}</span>
      <span className="strong unbroken">{amount}</span>
    </span>
  );
}
