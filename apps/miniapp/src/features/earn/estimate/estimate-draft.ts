import { parseUsd } from '@spindle/shared';
import type { EarnCatalog, EstimateInput } from '../../../lib/api/index.ts';

/** An estimate as it is typed; empty texts are not told. */
export interface EstimateDraft {
  hardwareId: string;
  modelId: string;
  hours: string;
  speed: string;
  watts: string;
  kwh: string;
}

export const firstDraft = ({ hardware, models }: EarnCatalog): EstimateDraft => ({
  hardwareId: hardware[0]?.id ?? '',
  modelId: models.find(({ isTestEngine }) => !isTestEngine)?.modelId ?? models[0]?.modelId ?? '',
  hours: '24',
  speed: '',
  watts: '',
  kwh: '',
});

/** A plain number that is not negative; undefined when nothing is typed, null when it is none. */
export function numberOf(text: string): number | undefined | null {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return undefined;
  return /^\d{1,7}(\.\d{1,3})?$/.test(plain) ? Number(plain) : null;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** What is asked of the broker; null while something that is typed is none. */
export function estimateOf({ hardwareId, modelId, ...texts }: EstimateDraft): EstimateInput | null {
  const hoursPerDay = numberOf(texts.hours);
  const [tokensPerSecond, watts] = [numberOf(texts.speed), numberOf(texts.watts)];
  const microUsdPerKwh = texts.kwh.trim() === '' ? undefined : parseUsd(texts.kwh);
  if (!isNumber(hoursPerDay) || hoursPerDay < 1 || hoursPerDay > 24) return null;
  if (tokensPerSecond === null || tokensPerSecond === 0 || watts === null || microUsdPerKwh === null) return null;
  return {
    ...{ hardwareId, modelId, hoursPerDay },
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    ...(watts !== undefined && { watts }),
    ...(microUsdPerKwh !== undefined && { microUsdPerKwh }),
  };
}
