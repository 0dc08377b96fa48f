import { ok, type RelayVoucher, type Result } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';

/** Keeps a voucher that a buyer's device has signed. */
export type TakeVoucher = (
  actor: Actor,
  voucher: { channel: string; cumulativeNano: bigint; signature: string },
) => Promise<Result<unknown>>;

/**
 * Takes the voucher that came with a request, before its money is held. One that is not above what is signed already is
 * no fault: another answer has brought a greater one meanwhile, and whether that is enough is for the hold to say.
 */
export async function coverBySignature(
  { takeVoucher }: { takeVoucher: TakeVoucher },
  actor: Actor,
  voucher: RelayVoucher | undefined,
): Promise<Result<null>> {
  if (!voucher) return ok(null);
  const taken = await takeVoucher(actor, { ...voucher, cumulativeNano: BigInt(voucher.cumulativeNano) });
  return taken.ok || taken.fault.code === 'voucher_stale' ? ok(null) : taken;
}
