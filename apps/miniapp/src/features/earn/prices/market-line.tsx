import { parseUsd } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type PriceAdvice, trpc } from '../../../lib/api/index.ts';
import { usd } from '../../../lib/format/index.ts';
import { typedUsd } from '../../../lib/typed-amounts.ts';
import { Button, Notice } from '../../../ui/index.ts';

interface MarketLineProps {
  modelId: string;
  input: string;
  output: string;
  onTake: (input: string, output: string) => void;
}

/** What others ask for the model, and a word when what is typed lies far from it. */
export function MarketLine({ modelId, input, output, onTake }: MarketLineProps) {
  const { form, console: words } = useTexts('earn');
  const { prices: texts } = words;
  const language = useLanguage();
  const advice = useQuery(trpc.console.prices.queryOptions({ modelId }));
  if (!advice.data) return <p className="muted small"> </p>;
  const { market } = advice.data;
  if (!market) return <p className="muted small">{texts.alone}</p>;
  const side = sideOf(market, input, output);
  return (
    <>
      <div className="line line--spread">
        <p className="muted small grow">
          {texts.marketNow(usd(market.input.median, language), usd(market.output.median, language))}
        </p>
        <Button
          size="small"
          look="soft"
          onClick={() => onTake(typedUsd(market.input.median, language), typedUsd(market.output.median, language))}
        >
          {form.take}
        </Button>
      </div>
      {side && (
        <Notice tone="warn" icon="warn">
          {texts[side]}
        </Notice>
      )}
    </>
  );
}

const LEAST_RIVALS = 3;

/** As the market judges it: more than twice P90, or less than half of P10, at three parts of input to one of output. */
export function sideOf(
  { offers, mixed }: Pick<NonNullable<PriceAdvice['market']>, 'offers' | 'mixed'>,
  inputText: string,
  outputText: string,
): 'above' | 'below' | null {
  const input = parseUsd(inputText);
  const output = parseUsd(outputText);
  if (input === null || output === null || offers < LEAST_RIVALS) return null;
  const own = (3n * input + output) / 4n;
  if (own > 2n * mixed.p90) return 'above';
  return 2n * own < mixed.p10 ? 'below' : null;
}
