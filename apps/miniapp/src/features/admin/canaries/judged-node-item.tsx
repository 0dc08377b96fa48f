import { useState } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import type { CanaryOverview } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { Badge, Button, Card, Facts, LongTextField, Since } from '../../../ui/index.ts';

interface JudgedNodeItemProps {
  node: CanaryOverview['nodes'][number];
  isBusy: boolean;
  onAsk(): void;
  onTrust(): void;
  onClear(reason: string): void;
}

const TONES = { suspected: 'bad', good: 'good', unjudged: 'plain' } as const;

/** Whom nobody could judge yet is not good either. */
function standingOf({ isSuspected, passed, failed }: JudgedNodeItemProps['node']): keyof typeof TONES {
  if (isSuspected) return 'suspected';
  return passed + failed > 0 ? 'good' : 'unjudged';
}

/** A machine, what canaries said of it, and what can be done. */
export function JudgedNodeItem({ node, isBusy, onAsk, onTrust, onClear }: JudgedNodeItemProps) {
  const { desk: texts, canaries } = useTexts('proof');
  const [reason, setReason] = useState('');
  const standing = standingOf(node);
  return (
    <Card>
      <div className="stack">
        <div className="line line--spread">
          <Link href={`/listings/${node.listingId}`} className="strong cut">
            {node.title}
          </Link>
          <Badge tone={TONES[standing]}>{texts[standing]}</Badge>
        </div>
        <div className="muted tiny">
          <span className="mono">{shortened(node.nodeId, 13, 6)}</span>
          {node.isTrusted && ` · ${texts.isTrusted}`}
        </div>
        {node.isSuspected && node.code && (
          <p className="small">
            {canaries.codes[node.code] ?? node.code}
            {node.sinceMs !== null && (
              <>
                {' · '}
                <Since atMs={node.sinceMs} />
              </>
            )}
          </p>
        )}
        <Facts
          entries={[
            { name: texts.counts.passed, value: node.passed },
            { name: texts.counts.failed, value: node.failed },
            { name: texts.counts.unknown, value: node.unknown },
          ]}
        />
        <div className="stack" style={{ '--gap': '10px' }}>
          <Button isWide onClick={onAsk} disabled={isBusy}>
            {texts.askNow}
          </Button>
          <Button isWide onClick={onTrust} disabled={isBusy}>
            {node.isTrusted ? texts.distrust : texts.trust}
          </Button>
        </div>
        {node.isSuspected && (
          <>
            <LongTextField label={texts.reason} value={reason} onChange={setReason} />
            <Button isWide onClick={() => onClear(reason)} disabled={isBusy || reason.trim() === ''}>
              {texts.clear}
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}
