import { useLocation } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import type { ReviewItem } from '../../../lib/api/index.ts';
import { Badge, Button, Card } from '../../../ui/index.ts';
import { AppealLines } from '../../review/appeal-lines.tsx';
import { LossLines } from '../../review/loss-lines.tsx';
import { ReasonWords } from '../../review/reason-words.tsx';
import { AppealButtons } from './appeal-buttons.tsx';
import { SlaLine } from './sla-line.tsx';

/** An appeal that waits: against what, in whose words, and the two answers. */
export function AppealCard({ item, appeal }: { item: ReviewItem; appeal: NonNullable<ReviewItem['appeal']> }) {
  const { queue: texts } = useTexts('admin');
  const [, navigate] = useLocation();
  const { listing } = item;
  const address = listing ? `/admin/review/${listing.listingId}` : `/admin/people/${appeal.accountId}`;
  return (
    <article aria-label={texts.appeal}>
      <Card>
        <div className="stack" style={{ '--gap': '14px' }}>
          <SlaLine item={item} />
          <div className="line line--wrap line--spread">
            <h2>{listing?.title ?? texts.banned}</h2>
            <Badge tone="violet">{texts.appeal}</Badge>
          </div>
          {item.loss && <LossLines loss={item.loss} />}
          {listing && !item.loss && (
            <ReasonWords code={listing.stateCode} words={listing.stateReason} evidence={listing.stateEvidence} />
          )}
          <AppealLines appeal={appeal} />
          <Button isWide onClick={() => navigate(address)}>
            {texts.look}
          </Button>
          <AppealButtons appeal={appeal} />
        </div>
      </Card>
    </article>
  );
}
