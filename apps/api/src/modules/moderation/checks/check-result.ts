/** Everything that the market looks at by itself before a person does, in the order in which it is shown. */
export const CHECKS = [
  'machine',
  'hardware',
  'gpu_count',
  'memory',
  'speed',
  'tokens',
  'price',
  'title',
  'region',
  'wallet',
  'account_age',
  'twin',
  'shared_machine',
] as const;
export type CheckId = (typeof CHECKS)[number];

/** `unknown` is what could not be looked at yet; `warn` is for a person to weigh. */
export type CheckOutcome = 'pass' | 'warn' | 'fail' | 'unknown';

/** What the listing claims, what its machines report and what we measured, side by side. */
export interface CheckResult {
  check: CheckId;
  outcome: CheckOutcome;
  claimed: string | null;
  reported: string | null;
  measured: string | null;
}

export const result = (
  check: CheckId,
  outcome: CheckOutcome,
  parts: Partial<Pick<CheckResult, 'claimed' | 'reported' | 'measured'>> = {},
): CheckResult => ({ check, outcome, claimed: null, reported: null, measured: null, ...parts });
