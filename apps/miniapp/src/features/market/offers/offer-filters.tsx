import type { Tier } from '@spindle/shared';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { ModelPage } from '../../../lib/api/index.ts';
import { Button, Chips, ChoiceField, MultiChips, Sheet } from '../../../ui/index.ts';
import { SortChoice } from '../sort-choice.tsx';
import { ANY_OFFER, OFFER_SORTS, type OfferWish } from './offer-wish.ts';

export interface OfferFiltersProps {
  /** What there is to narrow down by. */
  page: ModelPage;
  wish: OfferWish;
  onChange: (wish: OfferWish) => void;
  onClose: () => void;
}

/** Which offers are shown, and in which order; nothing changes behind the sheet until it is left by its button. */
export default function OfferFilters({ page, wish, onChange, onClose }: OfferFiltersProps) {
  const texts = useTexts('offers');
  const { anyTier, tier: tierLabel } = useTexts('market');
  const { tiers } = useTexts('core');
  const [draft, setDraft] = useState(wish);
  const change = (parts: Partial<OfferWish>) => setDraft({ ...draft, ...parts });
  const leave = (next: OfferWish) => {
    onChange(next);
    onClose();
  };
  const any = (label: string) => ({ value: '', label });
  return (
    <Sheet title={texts.filters} onClose={onClose}>
      <div className="stack filter-sheet" style={{ '--gap': '18px' }}>
        <SortChoice
          label={texts.sort}
          value={draft.sort}
          sorts={OFFER_SORTS}
          names={texts.sorts}
          note={texts.sortNote}
          onChange={(sort) => change({ sort })}
        />
        <Chips<Tier | ''>
          label={tierLabel}
          value={draft.tier}
          options={[
            { value: '', label: anyTier },
            ...page.model.tiers.map((tier) => ({ value: tier, label: tiers[tier].name })),
          ]}
          onChange={(tier) => change({ tier })}
        />
        <MultiChips
          label={texts.onlyOnline}
          values={draft.isOnline ? ['online'] : []}
          options={[{ value: 'online', label: texts.onlyOnline }]}
          onChange={(values) => change({ isOnline: values.length > 0 })}
        />
        <ChoiceField
          label={texts.region}
          value={draft.region}
          groups={[
            {
              label: texts.region,
              options: [any(texts.anyRegion), ...page.regions.map((region) => ({ value: region, label: region }))],
            },
          ]}
          onChange={(region) => change({ region })}
        />
        <ChoiceField
          label={texts.hardware}
          value={draft.hardwareId}
          groups={[
            {
              label: texts.hardware,
              options: [any(texts.anyHardware), ...page.hardware.map(({ id, name }) => ({ value: id, label: name }))],
            },
          ]}
          onChange={(hardwareId) => change({ hardwareId })}
        />
        <div className="stack" style={{ '--gap': '8px' }}>
          <Button look="primary" isWide onClick={() => leave(draft)}>
            {texts.show}
          </Button>
          <Button look="plain" isWide onClick={() => leave(ANY_OFFER)}>
            {texts.clear}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
