import { END_KINDS } from '@spindle/shared';
import { useTexts } from '../../../i18n/index.ts';
import type { UsageChart } from '../../../lib/api/index.ts';
import { Chips, ChoiceField } from '../../../ui/index.ts';
import type { UsageChoice } from './choice.ts';
import { useSeriesName } from './usage-summary.tsx';

interface UsageFiltersProps {
  choice: UsageChoice;
  choices: UsageChart['choices'];
  onChange: (choice: UsageChoice) => void;
}

/** Which requests: of one model, of one key, by how they ended. */
export function UsageFilters({ choice, choices, onChange }: UsageFiltersProps) {
  const { usage: texts } = useTexts('build');
  const nameOf = useSeriesName();
  const all = { value: '', label: texts.all };
  const models = choices.models.map((id) => ({ value: id, label: id }));
  const keys = choices.keys.map((key) => ({ value: key.id, label: nameOf(key) }));
  return (
    <div className="stack">
      <div className="usage-filters">
        <ChoiceField
          label={texts.model}
          value={choice.modelId}
          groups={[{ label: texts.model, options: [all, ...models] }]}
          onChange={(modelId) => onChange({ ...choice, modelId })}
        />
        <ChoiceField
          label={texts.key}
          value={choice.key}
          groups={[{ label: texts.key, options: [all, ...keys] }]}
          onChange={(key) => onChange({ ...choice, key })}
        />
      </div>
      <Chips
        label={texts.howEnded}
        value={choice.end}
        options={[all, ...END_KINDS.map((value) => ({ value, label: texts.ends[value] }))]}
        onChange={(end) => onChange({ ...choice, end: END_KINDS.find((kind) => kind === end) ?? '' })}
      />
    </div>
  );
}
