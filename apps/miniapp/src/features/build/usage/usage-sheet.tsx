import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { trpc, type UsageRow, useModelName } from '../../../lib/api/index.ts';
import { coins, duration, measured, moment, shortened, usd, whole } from '../../../lib/format/index.ts';
import { Amount, Card, CopyButton, ErrorNotice, Notice, Row, Sheet, Skeleton } from '../../../ui/index.ts';
import { DisputeRow } from '../../disputes/dispute-row.tsx';
import { JourneyPicture } from './journey/journey-picture.tsx';

/** One request as it was billed, and the receipt that the machine signed for it. */
export function UsageSheet({ row, onClose }: { row: UsageRow; onClose: () => void }) {
  const { usage: texts } = useTexts('build');
  const language = useLanguage();
  const modelName = useModelName(row.modelId);
  const receipt = useQuery(trpc.usage.receipt.queryOptions({ jobId: row.jobId }));
  return (
    <Sheet title={texts.receipt} onClose={onClose}>
      <div className="line line--wrap line--spread" style={{ '--gap': '0 8px' }}>
        <Amount nano={row.isGift ? 0n : row.costNano} size="large" />
        {!row.isGift && <span className="muted">{usd(row.costMicroUsd, language)}</span>}
      </div>
      {row.isGift && (
        <Notice tone="good" icon="spark">
          {texts.giftAbout(coins(row.costNano, language))}
        </Notice>
      )}
      {row.errorCode && (
        <ErrorNotice error={{ fault: { code: row.errorCode, facts: { delivered: row.outputTokens } } }} />
      )}
      {receipt.isPending && <Skeleton height={180} />}
      {receipt.error && <ErrorNotice error={receipt.error} onRetry={() => receipt.refetch()} />}
      {receipt.data && <JourneyPicture receipt={receipt.data} />}
      <Card isFlush>
        <Row title={texts.model} detail={row.modelId} end={modelName} />
        <Row title={texts.tokens} detail={texts.tokensAbout} end={tokensOf(row, (n) => whole(n, language))} />
        <Row title={texts.fee} end={coins(row.feeNano, language)} />
        <Row
          title={texts.time}
          end={`${row.firstTokenMs === null ? '–' : duration(row.firstTokenMs, language)} / ${duration(row.totalMs, language)}`}
        />
        {row.tokensPerSecond !== null && (
          <Row title={texts.speed} end={texts.perSecond(measured(row.tokensPerSecond, language))} />
        )}
        <Row title={texts.key} end={row.keyName ?? texts.miniApp} />
        {row.costNano > 0n && <DisputeRow jobId={row.jobId} />}
        <Row title={texts.at} end={moment(row.atMs, language)} />
        <Row
          title={texts.job}
          end={<CopyButton text={row.jobId} isIcon />}
          detail={<span className="mono tiny">{shortened(row.jobId, 13, 6)}</span>}
        />
      </Card>
      {receipt.data && <SignedPart receipt={receipt.data.receipt} node={receipt.data.node} />}
    </Sheet>
  );
}

const tokensOf = (row: UsageRow, shown: (count: number) => string): string =>
  [row.inputTokens, row.cachedTokens, row.outputTokens].map(shown).join(' / ');

type SignedPartProps = {
  receipt: { text: string; signature: string } | null;
  node: { nodeId: string; identityKey: string } | null;
};

function SignedPart({ receipt, node }: SignedPartProps) {
  const { usage: texts } = useTexts('build');
  if (!receipt) return <Notice>{texts.noReceipt}</Notice>;
  return (
    <Card isFlush>
      {node && <Row title={texts.machine} end={<span className="mono small">{shortened(node.nodeId, 8, 6)}</span>} />}
      {node && (
        <Row
          title={texts.identity}
          detail={<span className="mono tiny">{shortened(node.identityKey, 12, 8)}</span>}
          end={<CopyButton text={node.identityKey} isIcon />}
        />
      )}
      <Row
        title={texts.signed}
        detail={<span className="mono tiny">{shortened(receipt.signature, 12, 8)}</span>}
        end={<CopyButton text={JSON.stringify(receipt)} isIcon />}
      />
    </Card>
  );
}
