import type { ShownFault } from '../api/index.ts';

/** Where something that goes through a wallet stands. */
export interface Progress<Step extends string> {
  step: Step;
  /** Since when it stands at this step. */
  sinceMs: number;
  /** Why it stopped here; null while it goes on. */
  fault: ShownFault | null;
  /** The wallet has sent it: from here on it is on its way. */
  isSent: boolean;
}

export type ProgressEvent<Step extends string> =
  | { kind: 'reached'; step: Step; atMs: number }
  | { kind: 'failed'; fault: ShownFault }
  /** What failed works again; the step is the same. */
  | { kind: 'recovered' };

export type StepState = 'done' | 'now' | 'bad' | 'ahead';

/** The progress after one more event. A step never goes back; a failure keeps the step at which it happened. */
export function advance<Step extends string>(
  { steps, sentFrom }: { steps: readonly Step[]; sentFrom: Step },
  progress: Progress<Step>,
  event: ProgressEvent<Step>,
): Progress<Step> {
  if (event.kind === 'failed') return { ...progress, fault: event.fault };
  if (event.kind === 'recovered') return { ...progress, fault: null };
  const isAhead = steps.indexOf(event.step) > steps.indexOf(progress.step);
  if (!isAhead) return progress;
  const isSent = steps.indexOf(event.step) >= steps.indexOf(sentFrom);
  return { step: event.step, sinceMs: event.atMs, fault: null, isSent };
}

/** How a step looks: behind us, where we are, where we stopped, or ahead. The last one is the end. */
export function stateOfStep<Step extends string>(
  steps: readonly Step[],
  progress: Pick<Progress<Step>, 'step' | 'fault'>,
  step: Step,
): StepState {
  const at = steps.indexOf(progress.step);
  const index = steps.indexOf(step);
  if (index < at || at === steps.length - 1) return 'done';
  if (index > at) return 'ahead';
  return progress.fault ? 'bad' : 'now';
}
