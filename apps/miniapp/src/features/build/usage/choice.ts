import type { UsageFilter, UsageRow } from '../../../lib/api/index.ts';
import type { Period, PeriodBounds } from './period.ts';

export const METRICS = ['cost', 'tokens', 'requests'] as const;
export type Metric = (typeof METRICS)[number];
export const GROUPS = ['model', 'key'] as const;
export type Group = (typeof GROUPS)[number];

/** What a person has chosen to see; an empty text is "all". */
export interface UsageChoice {
  period: Period;
  metric: Metric;
  group: Group;
  modelId: string;
  key: string;
  end: UsageRow['end'] | '';
}

export const FIRST_CHOICE: UsageChoice = {
  period: 'days30',
  metric: 'cost',
  group: 'model',
  modelId: '',
  key: '',
  end: '',
};

/** The choice as the broker takes it: for the list and for downloads alike. */
export const filterOf = (choice: UsageChoice, { fromMs, toMs }: PeriodBounds): UsageFilter => ({
  fromMs,
  toMs,
  ...(choice.modelId !== '' && { modelId: choice.modelId }),
  ...(choice.key !== '' && { key: choice.key }),
  ...(choice.end !== '' && { end: choice.end }),
});
