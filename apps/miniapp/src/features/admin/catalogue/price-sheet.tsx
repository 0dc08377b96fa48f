import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { CatalogueView } from '../../../lib/api/index.ts';
import { openOutside } from '../../../lib/telegram/index.ts';
import { Button, ChoiceField, ErrorNotice, MainAction, Segmented, Sheet, TextField } from '../../../ui/index.ts';
import { type PriceDraft, priceDraft, toPriceInput } from './price-draft.ts';
import { useCatalogueChange } from './use-catalogue-change.ts';

const FIELDS = ['vendor', 'vendorModel', 'region', 'input', 'cached', 'output', 'sourceUrl'] as const;

interface PriceSheetProps {
  /** Null for a new one. */
  price: CatalogueView['prices'][number] | null;
  models: CatalogueView['models'];
  onClose: () => void;
}

/** One list price: renewed when its page still says so, else as the page has it today. */
export function PriceSheet({ price, models, onClose }: PriceSheetProps) {
  const { catalogue: texts } = useTexts('office');
  const language = useLanguage();
  const [draft, setDraft] = useState<PriceDraft>(() => priceDraft(price, models[0]?.modelId ?? '', language));
  const { savePrice } = useCatalogueChange(onClose);
  const set = (change: Partial<PriceDraft>) => setDraft({ ...draft, ...change });
  const input = toPriceInput(draft, price?.priceId ?? null);
  const options = models.map(({ modelId, name }) => ({ value: modelId, label: name }));
  return (
    <Sheet title={price?.vendor ?? texts.addPrice} onClose={onClose}>
      {price && <RenewButtons price={price} onClose={onClose} />}
      <ChoiceField
        label={texts.fields.model}
        value={draft.modelId}
        onChange={(modelId) => set({ modelId })}
        groups={[{ label: texts.models, options }]}
      />
      <Segmented
        label={texts.fields.match}
        value={draft.match}
        options={(['same', 'comparable'] as const).map((value) => ({ value, label: texts.matches[value] }))}
        onChange={(match) => set({ match })}
      />
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={texts.fields[field]}
          value={draft[field]}
          onChange={(value) => set({ [field]: value })}
        />
      ))}
      {savePrice.error && <ErrorNotice error={savePrice.error} />}
      <MainAction
        label={texts.savePrice}
        isEnabled={input !== null}
        isBusy={savePrice.isPending}
        onPress={() => input && savePrice.mutate(input)}
      />
    </Sheet>
  );
}

/** Open the page, look, and say that it still says so. */
function RenewButtons({ price, onClose }: { price: CatalogueView['prices'][number]; onClose: () => void }) {
  const { catalogue: texts } = useTexts('office');
  const { renewPrice, removePrice } = useCatalogueChange(onClose);
  const { priceId, sourceUrl } = price;
  const error = renewPrice.error ?? removePrice.error;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <div className="line line--wrap" style={{ '--gap': '10px' }}>
        <Button size="small" onClick={() => openOutside(sourceUrl)}>
          {texts.openPage}
        </Button>
        <Button size="small" look="soft" isBusy={renewPrice.isPending} onClick={() => renewPrice.mutate({ priceId })}>
          {texts.renew}
        </Button>
        <Button
          size="small"
          look="danger"
          isBusy={removePrice.isPending}
          onClick={() => removePrice.mutate({ priceId })}
        >
          {texts.remove}
        </Button>
      </div>
    </>
  );
}
