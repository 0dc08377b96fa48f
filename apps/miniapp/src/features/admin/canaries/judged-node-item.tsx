import { useState } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import type { CanaryOverview } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { Badge, Button, Card, Facts, LongTextField } from '../../../ui/index.ts';

interface JudgedNodeItemProps {
  node: CanaryOverview['nodes'][number];
  isBusy: boolean;
  onAsk(): void;
  onTrust(): void;
  onClear(reason: string): void;
}

/** A machine, what canaries said of it, and what can be done. */
export function JudgedNodeItem({ node, isBusy, onAsk, onTrust, onClear }: JudgedNodeItemProps) {
  const { desk: texts, canaries } = useTexts('proof');
  const [reason, setReason] = useState('');
  return (
    <Card>
      <div className="stack">
        <div className="line line--spread">
          <Link href={`/listings/${node.listingId}`} className="strong cut">
            {node.title}
          </Link>
          <Badge tone={node.isSuspected ? 'bad' : 'good'}>{node.isSuspected ? texts.suspected : texts.good}</Badge>
        </div>
        <div className="muted tiny">
          <span className="mono">{shortened(node.nodeId, 13, 6)}</span>
          {node.isSuspected && node.code && ` · ${canaries.codes[node.code] ?? node.code}`}
          {node.isTrusted && ` · ${texts.isTrusted}`}
        </div>
        <Facts
          entries={[
            { name: canaries.verdicts.passed, value: node.passed },
            { name: canaries.verdicts.failed, value: node.failed },
            { name: canaries.verdicts.unknown, value: node.unknown },
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
