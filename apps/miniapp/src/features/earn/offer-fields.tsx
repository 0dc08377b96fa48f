import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { EarnCatalog } from '../../lib/api/index.ts';
import { usd } from '../../lib/format/index.ts';
import { typedUsd } from '../../lib/typed-amounts.ts';
import { Button, Card, ChoiceField, TextField } from '../../ui/index.ts';
import { cachedPrice, discountOf, isPriceWrong, type OfferDraft } from './offer-draft.ts';
import { MarketLine } from './prices/market-line.tsx';

interface OfferFieldsProps {
  draft: OfferDraft;
  catalog: EarnCatalog;
  /** Models that other offers of this listing do not have yet, and this one's. */
  modelIds: string[];
  onChange: (draft: OfferDraft) => void;
  onRemove: (() => void) | null;
}

/** One model and its prices, with what the market asks for it now. */
export function OfferFields({ draft, catalog, modelIds, onChange, onRemove }: OfferFieldsProps) {
  const { form: texts } = useTexts('earn');
  const language = useLanguage();
  const { priceLimits: limits } = catalog;
  const cached = cachedPrice(draft);
  const outOfRange = texts.outOfRange(usd(limits.minMicroUsd, language), usd(limits.maxMicroUsd, language));
  const field = (name: 'input' | 'output' | 'cached', label: string, placeholder: string) => (
    <TextField
      label={label}
      unit="$"
      inputMode="decimal"
      placeholder={placeholder}
      value={draft[name]}
      onChange={(value) => onChange({ ...draft, [name]: value })}
      fault={isPriceWrong(draft[name], limits) ? outOfRange : null}
    />
  );
  return (
    <Card>
      <div className="stack" style={{ '--gap': '14px' }}>
        <ChoiceField
          label={texts.model}
          value={draft.modelId}
          onChange={(modelId) => onChange({ ...draft, modelId })}
          groups={modelGroups(catalog, modelIds, texts)}
        />
        <MarketLine
          modelId={draft.modelId}
          input={draft.input}
          output={draft.output}
          onTake={(input, output) => onChange({ ...draft, input, output })}
        />
        <div className="price-fields">
          {field('input', texts.input, texts.inputHint)}
          {field('output', texts.output, texts.outputHint)}
        </div>
        <div className="price-fields">
          {field('cached', texts.cached, cached === null ? texts.cachedAuto : typedUsd(cached, language))}
          <TextField
            label={texts.batch}
            unit="%"
            inputMode="numeric"
            value={draft.batchDiscount}
            onChange={(batchDiscount) => onChange({ ...draft, batchDiscount })}
            fault={discountOf(draft.batchDiscount) === null ? texts.batchWrong : null}
          />
        </div>
        <p className="muted tiny">{texts.batchAbout}</p>
        <p className="muted tiny">{texts.perMTok}</p>
        {onRemove && (
          <Button size="small" look="plain" onClick={onRemove}>
            {texts.removeModel}
          </Button>
        )}
      </div>
    </Card>
  );
}

function modelGroups(catalog: EarnCatalog, modelIds: string[], texts: { models: string; testModels: string }) {
  const options = catalog.models.filter(({ modelId }) => modelIds.includes(modelId));
  const group = (label: string, isTestEngine: boolean) => ({
    label,
    options: options
      .filter((model) => model.isTestEngine === isTestEngine)
      .map((model) => ({ value: model.modelId, label: model.name })),
  });
  return [group(texts.models, false), group(texts.testModels, true)].filter(({ options }) => options.length > 0);
}
