import type { ErrorCode } from '@spindle/shared';

/** Faults after which something may have been charged: such a request is not asked a second time. */
export const MAY_HAVE_COST: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'charge_mismatch',
  'deadline_passed',
  'receipt_invalid',
  'receipt_missing',
  'settle_delayed',
]);
