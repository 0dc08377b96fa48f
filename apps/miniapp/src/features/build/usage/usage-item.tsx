import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { UsageRow } from '../../../lib/api/index.ts';
import { coins, measured, moment, usd, whole } from '../../../lib/format/index.ts';
import { Badge, Row } from '../../../ui/index.ts';

/** One request in the list. Of the model's id only the end has room, and tells sizes apart; its sheet has the whole. */
export function UsageItem({ row, onOpen }: { row: UsageRow; onOpen: () => void }) {
  const { usage: texts } = useTexts('build');
  const language = useLanguage();
  const [input, output] = [whole(row.inputTokens, language), whole(row.outputTokens, language)];
  const speed = row.tokensPerSecond === null ? [] : [texts.perSecondShort(measured(row.tokensPerSecond, language))];
  return (
    <Row
      title={
        <span className="line" style={{ '--gap': '6px' }}>
          <span className="strong cut">{row.modelId.split('/').at(-1)}</span>
          {row.end !== 'complete' && (
            <Badge tone={row.end === 'stopped' ? 'plain' : 'bad'}>{texts.ends[row.end]}</Badge>
          )}
        </span>
      }
      detail={
        <span className="tiny">
          {moment(row.atMs, language)} · {row.keyName ?? texts.miniApp}
          <br />
          {[`↑ ${input} ↓ ${output}`, ...speed].join(' · ')}
        </span>
      }
      end={
        row.isGift ? (
          <>
            <div className="good strong small">{texts.free}</div>
            <div className="muted tiny">{texts.marketPaid}</div>
          </>
        ) : (
          <>
            <div className="strong small">{coins(row.costNano, language)}</div>
            <div className="muted tiny">{usd(row.costMicroUsd, language)}</div>
          </>
        )
      }
      onPress={onOpen}
      label={`${texts.ends[row.end]}, ${texts.inOut(input, output)}`}
    />
  );
}
