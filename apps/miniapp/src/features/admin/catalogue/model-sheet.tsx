import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { CatalogueView } from '../../../lib/api/index.ts';
import { ErrorNotice, MainAction, MultiChips, Sheet, TextField } from '../../../ui/index.ts';
import { EntryButtons } from './entry-buttons.tsx';
import { ABILITIES, type ModelDraft, modelDraft, toModelInput } from './model-draft.ts';
import { useCatalogueChange } from './use-catalogue-change.ts';

const FIELDS = [
  'name',
  'maker',
  'revision',
  'parametersB',
  'activeB',
  'contextLength',
  'license',
  'sourceUrl',
] as const;

interface ModelSheetProps {
  /** Null for a new one. */
  model: CatalogueView['models'][number] | null;
  onClose: () => void;
}

export function ModelSheet({ model, onClose }: ModelSheetProps) {
  const { catalogue: texts } = useTexts('office');
  const { values } = useTexts('admin').audit;
  const language = useLanguage();
  const [draft, setDraft] = useState<ModelDraft>(() => modelDraft(model, language));
  const { saveModel } = useCatalogueChange(onClose);
  const input = toModelInput(draft);
  const set = (change: Partial<ModelDraft>) => setDraft({ ...draft, ...change });
  return (
    <Sheet title={model?.name ?? texts.addModel} onClose={onClose}>
      {!model && (
        <TextField
          label={texts.fields.modelId}
          hint={texts.modelIdHint}
          value={draft.modelId}
          onChange={(modelId) => set({ modelId })}
        />
      )}
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={texts.fields[field]}
          value={draft[field]}
          onChange={(value) => set({ [field]: value })}
        />
      ))}
      <div className="stack" style={{ '--gap': '8px' }}>
        <span className="field__label" aria-hidden="true">
          {texts.fields.abilities}
        </span>
        <MultiChips
          label={texts.fields.abilities}
          values={draft.abilities}
          options={ABILITIES.map((value) => ({ value, label: values[`abilities ${value}`] ?? value }))}
          onChange={(abilities) => set({ abilities })}
        />
      </div>
      {saveModel.error && <ErrorNotice error={saveModel.error} />}
      <MainAction
        label={texts.save}
        isEnabled={input !== null}
        isBusy={saveModel.isPending}
        onPress={() => input && saveModel.mutate(input)}
      />
      {model && (
        <EntryButtons
          entry={{ table: 'catalog_model', id: model.modelId }}
          isHidden={model.isHidden}
          canDelete={!model.isBuiltIn && model.offers === 0}
          onDone={onClose}
        />
      )}
    </Sheet>
  );
}
