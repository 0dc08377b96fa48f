import type { Tier } from '@spindle/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Chips, ErrorNotice, Notice, Section, Skeleton } from '../../ui/index.ts';
import { OfferItem } from './offer-item.tsx';

const REFRESH_MS = 15_000;

/** Every live offer of a model, the cheapest first; more come as one scrolls. */
export function ModelOffers({ modelId, tiers }: { modelId: string; tiers: readonly Tier[] }) {
  const texts = useTexts('market');
  const core = useTexts('core');
  const [tier, setTier] = useState<Tier | 'any'>('any');
  const wish = { modelId, ...(tier !== 'any' && { tier }) };
  const pages = useInfiniteQuery(
    trpc.market.offers.infiniteQueryOptions(wish, {
      getNextPageParam: (page) => page.next ?? undefined,
      refetchInterval: REFRESH_MS,
    }),
  );
  const offers = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const end = useOnSight(() => {
    if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
  });
  return (
    <Section title={texts.model.offersTitle}>
      {tiers.length > 1 && (
        <Chips
          label={texts.tier}
          value={tier}
          onChange={setTier}
          options={[
            { value: 'any', label: texts.anyTier },
            ...tiers.map((it) => ({ value: it, label: core.tiers[it].name })),
          ]}
        />
      )}
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.data && offers.length === 0 && <Notice>{texts.model.noOffers}</Notice>}
      {offers.map((offer) => (
        <OfferItem key={offer.offerId} offer={offer} modelId={modelId} />
      ))}
      {(pages.isPending || pages.isFetchingNextPage) && <Skeleton height={120} />}
      <div ref={end} />
    </Section>
  );
}

/** @returns what is put where `onSight` is to be called when it comes into view. */
function useOnSight(onSight: () => void) {
  const place = useRef<HTMLDivElement>(null);
  const last = useRef(onSight);
  last.current = onSight;
  useEffect(() => {
    if (!place.current) return;
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) last.current();
    });
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, []);
  return place;
}
