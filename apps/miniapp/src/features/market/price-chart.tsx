import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc, useCanBuy } from '../../lib/api/index.ts';
import { usd } from '../../lib/format/index.ts';
import { Card, Section } from '../../ui/index.ts';
import { priceDay } from './price-day.ts';
import { LEAST_SPAN_MS, priceSteps } from './price-line.ts';

interface Change {
  atMs: number;
  outputMicroUsdPerMTok: bigint;
}

const WIDTH = 350;
const HEIGHT = 80;

/** How what a listing asks has moved, for each of its models. */
export default function PriceCharts({ listingId }: { listingId: string }) {
  const { prices: texts } = useTexts('offers');
  const lines = useQuery(trpc.market.prices.queryOptions({ listingId }));
  const canBuy = useCanBuy();
  if (!canBuy || !lines.data || lines.data.length === 0) return null;
  return (
    <Section title={texts.title} note={texts.note}>
      {lines.data.map(({ modelId, modelName, changes }) => (
        <Card key={modelId}>
          <PriceChart name={modelName} changes={changes} />
        </Card>
      ))}
    </Section>
  );
}

function PriceChart({ name, changes }: { name: string; changes: Change[] }) {
  const { prices: texts } = useTexts('offers');
  const language = useLanguage();
  const [first, last] = [changes.at(0), changes.at(-1)];
  if (!first || !last) return null;
  const dollars = ({ outputMicroUsdPerMTok }: Change) => usd(outputMicroUsdPerMTok, language);
  const since = priceDay(first.atMs, language);
  // Steps of one day are no line yet, but a wall at its end.
  const isYoung = Date.now() - first.atMs < LEAST_SPAN_MS;
  return (
    <div className="stack" style={{ '--gap': '10px' }}>
      <div className="line line--spread">
        <h3>{name}</h3>
        <span className="strong">{dollars(last)}</span>
      </div>
      {changes.length === 1 && <p className="muted small">{texts.same(since)}</p>}
      {changes.length > 1 && isYoung && (
        <p className="muted small">{texts.young(dollars(first), since, changes.length - 1)}</p>
      )}
      {changes.length > 1 && !isYoung && (
        <figure>
          <Line
            changes={changes}
            label={texts.chart(name, dollars(first), dollars(last), changes.length - 1)}
            titleOf={(change) => `${priceDay(change.atMs, language)}: ${dollars(change)}`}
          />
          <figcaption className="bars-axis">
            <span>{`${since}: ${dollars(first)}`}</span>
            <span>{texts.now}</span>
          </figcaption>
        </figure>
      )}
    </div>
  );
}

function Line(props: { changes: Change[]; label: string; titleOf: (change: Change) => string }) {
  const prices = props.changes.map((it) => ({ atMs: it.atMs, price: Number(it.outputMicroUsdPerMTok) }));
  const steps = priceSteps(prices, Date.now()).map(({ from, to, level }) => ({
    ...{ left: from * WIDTH, right: to * WIDTH, y: level * HEIGHT },
  }));
  const path = steps.map(({ left, right, y }, at) => `${at === 0 ? 'M' : 'L'}${left} ${y}H${right}`).join('');
  return (
    <svg
      className="price-line"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      <path d={path} vectorEffect="non-scaling-stroke" />
      {steps.map(({ left, right }, at) => {
        const change = props.changes[at];
        return change ? (
          <rect key={change.atMs} x={left} y={0} width={Math.max(0, right - left)} height={HEIGHT}>
            <title>{props.titleOf(change)}</title>
          </rect>
        ) : null;
      })}
    </svg>
  );
}
