import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Card, Dot, Row, Section, TierBadge } from '../../ui/index.ts';

/** What else the provider of a listing sells; nothing where that is all. */
export default function OtherListings({ listingId }: { listingId: string }) {
  const { others: texts } = useTexts('offers');
  const others = useQuery(trpc.market.others.queryOptions({ listingId }));
  if (!others.data || others.data.length === 0) return null;
  return (
    <Section title={texts.title}>
      <Card isFlush>
        {others.data.map(({ listingId: id, title, tier, models, isOnline }) => (
          <Row
            key={id}
            title={title}
            detail={models.join(', ')}
            start={
              <>
                <Dot tone={isOnline ? 'good' : 'plain'} />
                <span className="unseen">{isOnline ? texts.online : texts.offline}</span>
              </>
            }
            end={<TierBadge tier={tier} />}
            href={`/listings/${id}`}
          />
        ))}
      </Card>
    </Section>
  );
}
