import type { Language } from '@spindle/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ListingView, trpc } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { typedUsd } from '../../lib/typed-amounts.ts';
import { Card, ErrorNotice, MainAction, Sheet, Skeleton } from '../../ui/index.ts';
import { PromiseField } from './hardware-fields.tsx';
import { type OfferDraft, offerOfDraft } from './offer-draft.ts';
import { OfferList } from './offer-list.tsx';

/** Models and prices of a listing, to change. Answers that run keep the price that they were quoted. */
export function PricesSheet({ listing, onClose }: { listing: ListingView; onClose: () => void }) {
  const { offers: texts } = useTexts('earn');
  const { actions } = useTexts('core');
  const language = useLanguage();
  const queries = useQueryClient();
  const catalog = useQuery(trpc.earn.catalog.queryOptions());
  const [drafts, setDrafts] = useState(() => listing.offers.map((offer) => draftOf(offer, language)));
  const [dataPolicy, setDataPolicy] = useState(listing.dataPolicy);
  const limits = catalog.data?.priceLimits;
  const offers = limits ? drafts.map((draft) => offerOfDraft(draft, limits)).filter((offer) => offer !== null) : [];
  const save = useMutation(
    trpc.earn.setOffers.mutationOptions({
      onSuccess: async () => {
        haptic.success();
        await queries.invalidateQueries({ queryKey: trpc.earn.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <Sheet title={texts.title} onClose={onClose}>
      {catalog.data ? (
        <>
          <OfferList drafts={drafts} catalog={catalog.data} onChange={setDrafts} />
          <Card>
            <PromiseField value={dataPolicy} onChange={setDataPolicy} />
          </Card>
        </>
      ) : (
        <Skeleton height={240} />
      )}
      {(catalog.error ?? save.error) && <ErrorNotice error={catalog.error ?? save.error} />}
      <MainAction
        label={actions.save}
        isEnabled={offers.length === drafts.length && offers.length > 0}
        isBusy={save.isPending}
        onPress={() => save.mutate({ listingId: listing.listingId, offers, dataPolicy })}
      />
    </Sheet>
  );
}

function draftOf(offer: ListingView['offers'][number], language: Language): OfferDraft {
  return {
    key: offer.offerId,
    modelId: offer.modelId,
    input: typedUsd(offer.inputMicroUsdPerMTok, language),
    cached: typedUsd(offer.cachedInputMicroUsdPerMTok, language),
    output: typedUsd(offer.outputMicroUsdPerMTok, language),
    batchDiscount: String(offer.batchDiscountPercent),
  };
}
