import type { Terms } from '@spindle/shared';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { coins, shortened, usd, whole } from '../../../lib/format/index.ts';
import { Card, Row } from '../../../ui/index.ts';
import { priceOf } from '../cost.ts';
import type { Bill } from '../turn.ts';

/** Tokens and prices, from which anyone can reckon the cost again. */
export function TokenBill({ bill, terms }: { bill: Bill; terms: Terms }) {
  const { receipt: texts } = useTexts('chat');
  const language = useLanguage();
  const price = priceOf(terms);
  const { input, cached, output } = bill.usage;
  const lines = [
    { name: texts.input, tokens: input - cached, microUsd: price.inputMicroUsdPerMTok },
    { name: texts.cached, tokens: cached, microUsd: price.cachedInputMicroUsdPerMTok },
    { name: texts.output, tokens: output, microUsd: price.outputMicroUsdPerMTok },
  ];
  return (
    <Card isFlush>
      {lines.map(({ name, tokens, microUsd }) => (
        <Row
          key={name}
          title={name}
          detail={texts.perMTok(usd(microUsd, language))}
          end={<span className="strong">{whole(tokens, language)}</span>}
        />
      ))}
      {bill.freeTokens > 0 && (
        <Row
          title={texts.free}
          detail={texts.freeAbout}
          end={<span className="strong">{whole(bill.freeTokens, language)}</span>}
        />
      )}
      <Row title={texts.rate} end={usd(BigInt(terms.rateMicroUsdPerCoin), language)} />
      <Row title={texts.fee} end={coins(bill.feeNano, language)} />
      <Row title={texts.job} end={<span className="mono small">{shortened(terms.jobId, 8, 6)}</span>} />
    </Card>
  );
}
