import { FaultError } from '@spindle/shared';
import { biometryHere, confirmByBiometry } from '../telegram/index.ts';

const KEPT = 'spindle.confirm-above';

/** From which amount on this device has its owner show finger or face; null: never. */
export function confirmAboveNano(storage: Pick<Storage, 'getItem'> = localStorage): bigint | null {
  try {
    const kept = storage.getItem(KEPT);
    return kept && /^\d{1,19}$/.test(kept) ? BigInt(kept) : null;
  } catch {
    return null;
  }
}

/** Keeps it on this device only: it is the device that asks. */
export function keepConfirmAbove(nano: bigint | null, storage: Pick<Storage, 'setItem' | 'removeItem'> = localStorage) {
  if (nano === null) storage.removeItem(KEPT);
  else storage.setItem(KEPT, String(nano));
}

/**
 * Before so much is deposited or allowed: has the owner confirmed where they wanted that.
 * Refusals: `owner_not_confirmed`. A phone that can no longer ask lets nothing above the sum pass either.
 */
export async function confirmOwner(amountNano: bigint, reason: string): Promise<void> {
  const limitNano = confirmAboveNano();
  if (limitNano === null || amountNano < limitNano) return;
  if (!(await confirmByBiometry(reason))) throw new FaultError({ code: 'owner_not_confirmed' });
}

/** Before the question itself is given up. A phone that has lost the ability can't be asked, and must not be locked out. */
export async function mayStopConfirming(reason: string): Promise<boolean> {
  return (await biometryHere()) === null || confirmByBiometry(reason);
}
