import { TIERS } from '@spindle/shared';
import { useTexts } from '../../i18n/index.ts';
import { Chips, Segmented, TextField } from '../../ui/index.ts';
import { type ModelFilter, SORTS } from './rank-models.ts';

interface MarketFiltersProps {
  filter: ModelFilter;
  onChange: (filter: ModelFilter) => void;
}

export function MarketFilters({ filter, onChange }: MarketFiltersProps) {
  const texts = useTexts('market');
  const { tiers } = useTexts('core');
  const tierOptions = [
    { value: 'any', label: texts.anyTier } as const,
    ...TIERS.map((tier) => ({ value: tier, label: tiers[tier].name })),
  ];
  return (
    <div className="market-filters">
      <TextField
        label={texts.search}
        isLabelUnseen
        icon="search"
        type="search"
        placeholder={texts.searchHint}
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <Chips
        label={texts.tier}
        value={filter.tier}
        options={tierOptions}
        onChange={(tier) => onChange({ ...filter, tier })}
      />
      <Segmented
        label={texts.sort}
        value={filter.sort}
        options={SORTS.map((sort) => ({ value: sort, label: texts.sorts[sort] }))}
        onChange={(sort) => onChange({ ...filter, sort })}
      />
    </div>
  );
}
