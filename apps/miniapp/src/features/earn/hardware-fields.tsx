import { DATA_POLICIES, type DataPolicy, type Language } from '@spindle/shared';
import { hardwareName, useLanguage, useTexts } from '../../i18n/index.ts';
import type { EarnCatalog } from '../../lib/api/index.ts';
import { ChoiceField, TextField } from '../../ui/index.ts';
import { type ListingDraft, pieces } from './listing-draft.ts';

interface HardwareFieldsProps {
  draft: ListingDraft;
  catalog: EarnCatalog;
  onChange: (draft: ListingDraft) => void;
}

/** What stands where. */
export function HardwareFields({ draft, catalog, onChange }: HardwareFieldsProps) {
  const { form: texts } = useTexts('earn');
  const language = useLanguage();
  return (
    <div className="stack" style={{ '--gap': '16px' }}>
      <TextField
        label={texts.name}
        placeholder={texts.nameHint}
        value={draft.title}
        maxLength={80}
        onChange={(title) => onChange({ ...draft, title })}
        hint={texts.nameAbout}
      />
      <ChoiceField
        label={texts.hardware}
        value={draft.hardwareId}
        groups={hardwareGroups(catalog, language)}
        onChange={(hardwareId) => onChange({ ...draft, hardwareId })}
        hint={texts.hardwareAbout}
      />
      <div className="price-fields">
        <TextField
          label={texts.count}
          inputMode="numeric"
          value={draft.gpuCount}
          onChange={(gpuCount) => onChange({ ...draft, gpuCount })}
          fault={draft.gpuCount !== '' && pieces(draft.gpuCount) === null ? texts.countWrong : null}
        />
        <TextField
          label={texts.region}
          placeholder={texts.regionHint}
          value={draft.region}
          maxLength={40}
          onChange={(region) => onChange({ ...draft, region })}
        />
      </div>
      <PromiseField value={draft.dataPolicy} onChange={(dataPolicy) => onChange({ ...draft, dataPolicy })} />
    </div>
  );
}

/** What the provider promises of the data that they see. */
export function PromiseField({ value, onChange }: { value: DataPolicy; onChange: (value: DataPolicy) => void }) {
  const { form: texts } = useTexts('earn');
  const { dataPolicies } = useTexts('offers');
  const options = DATA_POLICIES.map((policy) => ({ value: policy, label: dataPolicies[policy].name }));
  return (
    <ChoiceField
      label={texts.dataPolicy}
      value={value}
      groups={[{ label: texts.dataPolicy, options }]}
      onChange={(chosen) => onChange(DATA_POLICIES.find((policy) => policy === chosen) ?? value)}
      hint={texts.dataPolicyAbout}
    />
  );
}

function hardwareGroups({ hardware }: EarnCatalog, language: Language) {
  const makers = [...new Set(hardware.map(({ maker }) => maker))];
  return makers.map((maker) => ({
    label: maker,
    options: hardware
      .filter((item) => item.maker === maker)
      .map((item) => ({ value: item.id, label: hardwareName(item.name, language) })),
  }));
}
