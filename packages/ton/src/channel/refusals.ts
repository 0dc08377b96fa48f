import type { ErrorCode } from '@spindle/shared';

/** Why a channel refused: exit code of contracts/refusals.tolk → name and code of our table. */
const REFUSALS = {
  401: { name: 'NotPayer', code: 'channel_not_yours' },
  402: { name: 'NotPayee', code: 'channel_not_yours' },
  403: { name: 'NotParty', code: 'channel_not_yours' },
  404: { name: 'BadSignature', code: 'voucher_signature' },
  405: { name: 'WrongMagic', code: 'voucher_signature' },
  406: { name: 'WrongNetwork', code: 'voucher_wrong_channel' },
  407: { name: 'WrongChannel', code: 'voucher_wrong_channel' },
  408: { name: 'Stale', code: 'voucher_stale' },
  409: { name: 'AboveVoucher', code: 'voucher_exceeded' },
  410: { name: 'OverDeposit', code: 'voucher_over_deposit' },
  411: { name: 'LowValue', code: 'transfer_too_small' },
  412: { name: 'NotCovered', code: 'deposit_not_covered' },
  413: { name: 'TooEarly', code: 'channel_close_early' },
  414: { name: 'Closing', code: 'channel_closing' },
  415: { name: 'NotClosing', code: 'channel_not_closing' },
  416: { name: 'Closed', code: 'channel_closed' },
  65535: { name: 'UnknownMessage', code: 'channel_refused' },
} as const satisfies Record<number, { name: string; code: ErrorCode }>;

export type RefusalName = (typeof REFUSALS)[keyof typeof REFUSALS]['name'];

const BY_EXIT_CODE = new Map<number, { name: RefusalName; code: ErrorCode }>(
  Object.entries(REFUSALS).map(([exitCode, refusal]) => [Number(exitCode), refusal]),
);

/** The contract's own name for an exit code; null when the code is not one of its refusals. */
export function refusalName(exitCode: number): RefusalName | null {
  return BY_EXIT_CODE.get(exitCode)?.name ?? null;
}

/** The code that tells a person about a channel's exit code; null for success (0 and 1). */
export function refusalCode(exitCode: number): ErrorCode | null {
  if (exitCode === 0 || exitCode === 1) return null;
  return BY_EXIT_CODE.get(exitCode)?.code ?? 'channel_refused';
}
