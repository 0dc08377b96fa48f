import type { Language } from '@spindle/shared';
import { hardwareName, useLanguage, useTexts } from '../../../i18n/index.ts';
import type { EarnCatalog } from '../../../lib/api/index.ts';
import { ChoiceField, TextField } from '../../../ui/index.ts';
import { type EstimateDraft, numberOf } from './estimate-draft.ts';

interface EstimateFieldsProps {
  draft: EstimateDraft;
  catalog: EarnCatalog;
  onChange: (draft: EstimateDraft) => void;
}

/** The machine, the model, the hours; speed and electricity for those who know them. */
export function EstimateFields({ draft, catalog, onChange }: EstimateFieldsProps) {
  const { estimate: texts } = useTexts('earn').console;
  const language = useLanguage();
  const number = (name: 'hours' | 'speed' | 'watts' | 'kwh', label: string, more: { hint?: string; unit?: string }) => (
    <TextField
      label={label}
      inputMode="decimal"
      value={draft[name]}
      onChange={(value) => onChange({ ...draft, [name]: value })}
      fault={faultOf(name, draft[name], texts)}
      {...(more.hint && { placeholder: more.hint })}
      {...(more.unit && { unit: more.unit })}
    />
  );
  return (
    <div className="stack" style={{ '--gap': '16px' }}>
      <ChoiceField
        label={texts.hardware}
        value={draft.hardwareId}
        groups={hardwareGroups(catalog, language)}
        onChange={(hardwareId) => onChange({ ...draft, hardwareId })}
      />
      <ChoiceField
        label={texts.model}
        value={draft.modelId}
        groups={[{ label: texts.model, options: catalog.models.map((it) => ({ value: it.modelId, label: it.name })) }]}
        onChange={(modelId) => onChange({ ...draft, modelId })}
      />
      <div className="price-fields">
        {number('hours', texts.hours, {})}
        {number('speed', texts.speed, { hint: texts.speedHint })}
      </div>
      <div className="price-fields">
        {number('watts', texts.watts, { hint: texts.wattsHint, unit: texts.wattsUnit })}
        {number('kwh', texts.kwh, { hint: texts.kwhHint, unit: '$' })}
      </div>
    </div>
  );
}

interface FaultTexts {
  hoursWrong: string;
  speedWrong: string;
  numberWrong: string;
}

function faultOf(name: 'hours' | 'speed' | 'watts' | 'kwh', text: string, texts: FaultTexts): string | null {
  const value = numberOf(text);
  if (name === 'hours') return typeof value === 'number' && value >= 1 && value <= 24 ? null : texts.hoursWrong;
  if (value === undefined) return null;
  if (name === 'speed') return value ? null : texts.speedWrong;
  return value === null ? texts.numberWrong : null;
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
