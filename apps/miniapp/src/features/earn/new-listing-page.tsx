import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { type EarnCatalog, trpc } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { Card, ErrorNotice, MainAction, Page, Skeleton } from '../../ui/index.ts';
import { HardwareFields } from './hardware-fields.tsx';
import { firstListingDraft, listingOfDraft } from './listing-draft.ts';
import { MissingLine } from './missing-line.tsx';
import { OfferList } from './offer-list.tsx';
import './earn.css';

export default function NewListingPage() {
  const { form: texts } = useTexts('earn');
  const catalog = useQuery(trpc.earn.catalog.queryOptions());
  return (
    <Page title={texts.title} lead={texts.lead} back="/earn">
      {catalog.error && <ErrorNotice error={catalog.error} onRetry={() => catalog.refetch()} />}
      {catalog.isPending && <Skeleton height={320} />}
      {catalog.data && <ListingForm catalog={catalog.data} />}
    </Page>
  );
}

function ListingForm({ catalog }: { catalog: EarnCatalog }) {
  const { form: texts } = useTexts('earn');
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => firstListingDraft(catalog));
  const listing = listingOfDraft(draft, catalog);
  const create = useMutation(
    trpc.earn.create.mutationOptions({
      onSuccess: async (made) => {
        haptic.success();
        await queries.invalidateQueries({ queryKey: trpc.earn.pathKey() });
        navigate(`/earn/${made.listingId}`);
      },
      onError: () => haptic.failure(),
    }),
  );
  return (
    <>
      <Card>
        <HardwareFields draft={draft} catalog={catalog} onChange={setDraft} />
      </Card>
      <OfferList
        title={texts.models}
        drafts={draft.offers}
        catalog={catalog}
        onChange={(offers) => setDraft({ ...draft, offers })}
      />
      <MissingLine draft={draft} catalog={catalog} />
      {create.error && <ErrorNotice error={create.error} />}
      <MainAction
        label={texts.send}
        isEnabled={listing !== null}
        isBusy={create.isPending}
        onPress={() => listing && create.mutate(listing)}
      />
    </>
  );
}
