import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { ErrorNotice, Segmented, Skeleton } from '../../../ui/index.ts';
import { HardwareList } from './hardware-list.tsx';
import { ModelList } from './model-list.tsx';
import { PriceList } from './price-list.tsx';

const PARTS = ['models', 'hardware', 'prices'] as const;

/** What may be sold and on what, and what clouds ask for the same. */
export default function CatalogueSection() {
  const { catalogue: texts } = useTexts('office');
  const [part, setPart] = useState<(typeof PARTS)[number]>('models');
  const view = useQuery(trpc.catalogue.view.queryOptions());
  return (
    <>
      <Segmented
        label={texts.parts}
        value={part}
        options={PARTS.map((value) => ({ value, label: texts[value] }))}
        onChange={setPart}
      />
      {view.error && <ErrorNotice error={view.error} onRetry={() => view.refetch()} />}
      {view.isPending && <Skeleton height={420} />}
      {view.data && part === 'models' && <ModelList models={view.data.models} />}
      {view.data && part === 'hardware' && <HardwareList hardware={view.data.hardware} />}
      {view.data && part === 'prices' && <PriceList prices={view.data.prices} models={view.data.models} />}
    </>
  );
}
