import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type EstimateView, useConfig } from '../../../lib/api/index.ts';
import { measured, usd, usdInCoins, whole } from '../../../lib/format/index.ts';
import { Card, EmptyState, Row, Section } from '../../../ui/index.ts';

const MONTH_DAYS = 30n;

/** The range of a day and a month, or what is missing to say it; and what it is made of. */
export function EstimateResult({ view }: { view: EstimateView }) {
  const { estimate: texts } = useTexts('earn').console;
  return (
    <>
      {view.estimate ? (
        <Ranges estimate={view.estimate} />
      ) : (
        <Card>
          <EmptyState icon="info" title={texts.unknown}>
            {view.unknown === 'no_demand' ? texts.no_demand(view.demand.requests) : texts.no_speed}
          </EmptyState>
        </Card>
      )}
      <MadeOf view={view} />
    </>
  );
}

function Ranges({ estimate }: { estimate: NonNullable<EstimateView['estimate']> }) {
  const { estimate: texts } = useTexts('earn').console;
  const { lowMicroUsd, highMicroUsd, electricityMicroUsd, lowUsePercent, highUsePercent } = estimate;
  return (
    <Card>
      <div className="stack" style={{ '--gap': '16px' }}>
        <Range name={texts.day} low={lowMicroUsd} high={highMicroUsd} less={electricityMicroUsd} />
        <Range
          name={texts.month}
          low={lowMicroUsd * MONTH_DAYS}
          high={highMicroUsd * MONTH_DAYS}
          less={electricityMicroUsd === null ? null : electricityMicroUsd * MONTH_DAYS}
        />
        <p className="muted small">{texts.rangeAbout}</p>
        {lowUsePercent !== null && highUsePercent !== null && (
          <p className="muted small">{texts.use(lowUsePercent, highUsePercent)}</p>
        )}
      </div>
    </Card>
  );
}

interface RangeProps {
  name: string;
  low: bigint;
  high: bigint;
  /** What electricity takes; null when it was not told. */
  less: bigint | null;
}

function Range({ name, low, high, less }: RangeProps) {
  const { estimate: texts } = useTexts('earn').console;
  const language = useLanguage();
  const { rate } = useConfig();
  const [left, right] = [low - (less ?? 0n), high - (less ?? 0n)];
  const inCoins = (amount: bigint) => (amount < 0n ? '' : usdInCoins(amount, rate, language));
  return (
    <div>
      <div className="muted small">
        {name}
        {less !== null && `, ${texts.less}`}
      </div>
      <div className="estimate-range">{texts.range(usd(left, language), usd(right, language))}</div>
      {inCoins(left) && <div className="muted small">≈ {texts.range(inCoins(left), inCoins(right))}</div>}
    </div>
  );
}

function MadeOf({ view }: { view: EstimateView }) {
  const { estimate: texts } = useTexts('earn').console;
  const language = useLanguage();
  const { demand, speed, sellers, slots, outputPrice } = view;
  const lines: [string, string][] = [
    [texts.demand, whole(demand.requests, language)],
    [texts.paid, usd(demand.costMicroUsd, language)],
    [texts.sellers, whole(sellers, language)],
    [
      speed === null
        ? texts.speedUnknown
        : speed.from === 'given'
          ? texts.speedGiven
          : texts.speedMeasured(speed.machines),
      speed ? measured(speed.tokensPerSecond, language) : '–',
    ],
    [texts.slots, whole(slots, language)],
    [texts.outputPrice, outputPrice ? usd(outputPrice.median, language) : '–'],
  ];
  return (
    <Section title={texts.madeOf}>
      <Card isFlush>
        {lines.map(([name, value]) => (
          <Row
            key={name}
            title={<span className="muted small">{name}</span>}
            end={<span className="strong small">{value}</span>}
          />
        ))}
      </Card>
    </Section>
  );
}
