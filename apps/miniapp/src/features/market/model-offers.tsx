import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { type ModelPage, type OfferCard, trpc } from '../../lib/api/index.ts';
import { Button, ErrorNotice, MainAction, Notice, Section, Skeleton } from '../../ui/index.ts';
import { ANY_OFFER, askFor, filtersOn } from './offers/offer-wish.ts';

const REFRESH_MS = 15_000;
/** More columns than that no phone shows. */
const MOST_COMPARED = 3;
const OfferList = lazy(() => import('./offers/offer-list.tsx'));
const OfferFilters = lazy(() => import('./offers/offer-filters.tsx'));
const Comparison = lazy(() => import('./compare/comparison.tsx'));

/** Every live offer of a model; more come as one scrolls. A few can be held side by side. */
export function ModelOffers({ page }: { page: ModelPage }) {
  const texts = useTexts('offers');
  const market = useTexts('market');
  // The cheapest that answers nobody is of no use, where others do.
  const [wish, setWish] = useState({ ...ANY_OFFER, isOnline: page.model.nodesOnline > 0 });
  const [open, setOpen] = useState<'filters' | 'comparison' | null>(null);
  const [chosen, setChosen] = useState<OfferCard[] | null>(null);
  const { modelId } = page.model;
  const pages = useInfiniteQuery(
    trpc.market.offers.infiniteQueryOptions(askFor(modelId, wish), {
      getNextPageParam: (last) => last.next ?? undefined,
      refetchInterval: REFRESH_MS,
    }),
  );
  const offers = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const on = filtersOn(wish);
  const chosenIds = chosen?.map(({ listingId }) => listingId) ?? null;
  const close = () => setOpen(null);
  return (
    <Section title={market.model.offersTitle} note={chosen ? texts.pick : undefined}>
      {page.model.offers > 0 && (
        <div className="line" style={{ '--gap': '8px' }}>
          <Button size="small" onClick={() => setOpen('filters')}>
            {on > 0 ? texts.filtersOn(on) : texts.filters}
          </Button>
          <Button size="small" aria-pressed={chosen !== null} onClick={() => setChosen(chosen ? null : [])}>
            {chosen ? texts.done : texts.compare}
          </Button>
        </div>
      )}
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.data && offers.length === 0 && on === 0 && <Notice>{market.model.noOffers}</Notice>}
      {pages.data && offers.length === 0 && on > 0 && (
        <Notice
          actions={
            <Button size="small" onClick={() => setWish(ANY_OFFER)}>
              {texts.clear}
            </Button>
          }
        >
          {texts.noMatch}
        </Notice>
      )}
      <Suspense fallback={<Skeleton height={190} />}>
        {offers.length > 0 && (
          <OfferList
            {...{ modelId, offers, chosen: chosenIds }}
            onChoose={(offer) => setChosen(chosen && chosenWith(chosen, offer))}
            onEnd={() => {
              if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
            }}
          />
        )}
      </Suspense>
      {(pages.isPending || pages.isFetchingNextPage) && <Skeleton height={120} />}
      {chosen && chosen.length > 1 && open === null && (
        <MainAction label={texts.compareChosen(chosen.length)} onPress={() => setOpen('comparison')} />
      )}
      <Suspense>
        {open === 'filters' && <OfferFilters {...{ page, wish, onChange: setWish, onClose: close }} />}
        {open === 'comparison' && chosen && <Comparison modelId={modelId} offers={chosen} onClose={close} />}
      </Suspense>
    </Section>
  );
}

/** With it, or without it if it was there; the one that was chosen first makes room. */
function chosenWith(chosen: readonly OfferCard[], offer: OfferCard): OfferCard[] {
  const others = chosen.filter(({ listingId }) => listingId !== offer.listingId);
  return others.length < chosen.length ? others : [...others, offer].slice(-MOST_COMPARED);
}
