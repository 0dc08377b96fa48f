import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { OfferCard } from '../../../lib/api/index.ts';
import { OfferItem } from '../offer-item.tsx';

interface OfferListProps {
  modelId: string;
  offers: OfferCard[];
  /** Those that are held side by side; null while nobody compares. */
  chosen: readonly string[] | null;
  onChoose: (offer: OfferCard) => void;
  /** Called when the end comes near. */
  onEnd: () => void;
}

/** About what a card takes, until it is there to be measured; with the gap below it. */
const CARD_PX = 190;
/** Cards that stand ready above and below what is seen. */
const READY = 6;
/** So many cards before the last one more are fetched. */
const NEAR_END = 8;

/** Offers of which only those near the screen exist: lists of thousands scroll like short ones. */
export default function OfferList({ modelId, offers, chosen, onChoose, onEnd }: OfferListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // At each render: what stands above may have come, or gone.
  useLayoutEffect(() => setTop(topOf(list.current)));
  const rows = useWindowVirtualizer({
    ...{ count: offers.length, estimateSize: () => CARD_PX, overscan: READY, scrollMargin: top },
    getItemKey: (index) => offers[index]?.offerId ?? index,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const isNearEnd = last >= offers.length - NEAR_END;
  const tellEnd = useRef(onEnd);
  tellEnd.current = onEnd;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer list may be near its end again
  useEffect(() => {
    if (isNearEnd) tellEnd.current();
  }, [isNearEnd, offers.length]);
  return (
    <ul ref={list} className="offer-list" style={{ height: rows.getTotalSize() }}>
      {shown.map(({ key, index, start }) => {
        const offer = offers[index];
        return offer ? (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            aria-setsize={offers.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <OfferItem
              offer={offer}
              modelId={modelId}
              isChosen={chosen?.includes(offer.listingId) ?? null}
              onChoose={() => onChoose(offer)}
            />
          </li>
        ) : null;
      })}
    </ul>
  );
}

/** Where the list begins on the page, however far it is scrolled. */
const topOf = (list: HTMLElement | null): number =>
  list ? Math.round(list.getBoundingClientRect().top + window.scrollY) : 0;
