import { TIERS } from '@spindle/shared';
import { useTexts } from '../../i18n/index.ts';
import { Button, Chips, MultiChips, Sheet } from '../../ui/index.ts';
import { type ModelFilter, SORTS } from './rank-models.ts';
import { SortChoice } from './sort-choice.tsx';

interface FilterSheetProps {
  filter: ModelFilter;
  onChange: (filter: ModelFilter) => void;
  onClose: () => void;
}

/** Which models are shown, and in which order: seen behind the sheet at once. */
export default function FilterSheet({ filter, onChange, onClose }: FilterSheetProps) {
  const texts = useTexts('market');
  const offers = useTexts('offers');
  const { tiers } = useTexts('core');
  return (
    <Sheet title={texts.filters} onClose={onClose}>
      <div className="stack filter-sheet" style={{ '--gap': '18px' }}>
        <SortChoice
          label={texts.sort}
          value={filter.sort}
          sorts={SORTS}
          names={texts.sorts}
          onChange={(sort) => onChange({ ...filter, sort })}
        />
        <Chips
          label={texts.tier}
          value={filter.tier}
          options={[
            { value: 'any', label: texts.anyTier } as const,
            ...TIERS.map((tier) => ({ value: tier, label: tiers[tier].name })),
          ]}
          onChange={(tier) => onChange({ ...filter, tier })}
        />
        <MultiChips
          label={offers.onlyOnline}
          values={filter.isOnline ? ['online'] : []}
          options={[{ value: 'online', label: offers.onlyOnline }]}
          onChange={(values) => onChange({ ...filter, isOnline: values.length > 0 })}
        />
        <div className="stack" style={{ '--gap': '8px' }}>
          <Button look="primary" isWide onClick={onClose}>
            {offers.done}
          </Button>
          <Button
            look="plain"
            isWide
            onClick={() => onChange({ ...filter, tier: 'any', sort: 'price', isOnline: false })}
          >
            {offers.clear}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
