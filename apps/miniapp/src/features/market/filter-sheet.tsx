import { TIERS } from '@spindle/shared';
import { useTexts } from '../../i18n/index.ts';
import { useCanBuy } from '../../lib/api/index.ts';
import { Button, Chips, MultiChips, Segmented, Sheet } from '../../ui/index.ts';
import { type ModelFilter, SORTS } from './rank-models.ts';

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
  const canBuy = useCanBuy();
  return (
    <Sheet title={texts.filters} onClose={onClose}>
      <div className="stack filter-sheet" style={{ '--gap': '18px' }}>
        <div className="stack" style={{ '--gap': '8px' }}>
          <span className="strong small" aria-hidden="true">
            {texts.sort}
          </span>
          <Segmented
            label={texts.sort}
            value={filter.sort}
            options={SORTS.filter((sort) => canBuy || sort !== 'price').map((sort) => ({
              value: sort,
              label: texts.sorts[sort],
            }))}
            onChange={(sort) => onChange({ ...filter, sort })}
          />
        </div>
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
