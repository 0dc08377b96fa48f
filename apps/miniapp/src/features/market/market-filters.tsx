import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import type { ModelFilter } from './rank-models.ts';

interface MarketFiltersProps {
  filter: ModelFilter;
  onChange: (filter: ModelFilter) => void;
}

const FilterSheet = lazy(() => import('./filter-sheet.tsx'));

/** What is searched for as one types; the rest stands in a sheet. */
export function MarketFilters({ filter, onChange }: MarketFiltersProps) {
  const texts = useTexts('market');
  const [isOpen, setOpen] = useState(false);
  const on = Number(filter.tier !== 'any') + Number(filter.isOnline);
  return (
    <div className="market-filters">
      <div className="grow">
        <TextField
          label={texts.search}
          isLabelUnseen
          icon="search"
          type="search"
          placeholder={texts.searchHint}
          value={filter.search}
          onChange={(search) => onChange({ ...filter, search })}
        />
      </div>
      <Button onClick={() => setOpen(true)}>{on > 0 ? `${texts.filters} · ${on}` : texts.filters}</Button>
      <Suspense>
        {isOpen && <FilterSheet filter={filter} onChange={onChange} onClose={() => setOpen(false)} />}
      </Suspense>
    </div>
  );
}
