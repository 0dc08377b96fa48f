import { speedBounds } from '../../catalog/index.ts';

export interface MeasuredSpeed {
  hardwareId: string;
  gpuCount: number;
  /** Billions of parameters that each token takes. */
  activeB: number;
  tokensPerSecond: number;
}

export type Plausibility = 'plausible' | 'too_slow' | 'too_fast' | 'unknown';

/** Whether a machine can be what it says, by the bounds that review goes by, too. */
export function plausibilityOf({ hardwareId, gpuCount, activeB, tokensPerSecond }: MeasuredSpeed): Plausibility {
  const bounds = speedBounds({ hardwareId, gpuCount, activeB: [activeB] });
  if (!bounds) return 'unknown';
  if (tokensPerSecond > bounds.most) return 'too_fast';
  return tokensPerSecond < bounds.least ? 'too_slow' : 'plausible';
}
