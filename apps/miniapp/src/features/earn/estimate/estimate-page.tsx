import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { type EarnCatalog, trpc } from '../../../lib/api/index.ts';
import { Card, ErrorNotice, Notice, Page, Skeleton } from '../../../ui/index.ts';
import { type EstimateDraft, estimateOf, firstDraft } from './estimate-draft.ts';
import { EstimateFields } from './estimate-fields.tsx';
import { EstimateResult } from './estimate-result.tsx';
import '../earn.css';

/** What a machine would earn, before anything is listed. */
export default function EstimatePage() {
  const { estimate: texts } = useTexts('earn').console;
  const catalog = useQuery(trpc.console.estimateCatalog.queryOptions());
  return (
    <Page title={texts.title} lead={texts.lead} back="/earn">
      {catalog.error && <ErrorNotice error={catalog.error} onRetry={() => catalog.refetch()} />}
      {catalog.isPending && <Skeleton height={320} />}
      {catalog.data && <Estimating catalog={catalog.data} />}
    </Page>
  );
}

const ASKED_NOTHING = { hardwareId: '-', modelId: '-', hoursPerDay: 24 };

function Estimating({ catalog }: { catalog: EarnCatalog }) {
  const { estimate: texts } = useTexts('earn').console;
  const [draft, setDraft] = useState<EstimateDraft>(() => firstDraft(catalog));
  const input = estimateOf(draft);
  const made = useQuery(
    trpc.console.estimate.queryOptions(input ?? ASKED_NOTHING, {
      enabled: input !== null,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <>
      <Card>
        <EstimateFields draft={draft} catalog={catalog} onChange={setDraft} />
      </Card>
      {made.error && <ErrorNotice error={made.error} onRetry={() => made.refetch()} />}
      {made.isPending && input && <Skeleton height={240} />}
      {made.data && <EstimateResult view={made.data} />}
      <Notice>{texts.honest}</Notice>
    </>
  );
}
