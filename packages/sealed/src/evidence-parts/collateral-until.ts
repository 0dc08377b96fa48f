import { fromHex } from '@spindle/shared';
import { Refusal } from '../attestation/refusal.ts';
import type { TdxCollateral } from '../attestation/tdx/collateral.ts';
import { readCrl } from '../attestation/x509/crl.ts';

/**
 * Until when all of these statements and lists count, by what they say of themselves, in milliseconds; null when one of
 * them cannot be read. Signatures are not looked at: whoever checks the evidence does that.
 */
export function collateralUntilMs(collateral: TdxCollateral): number | null {
  try {
    const ends = [
      ...[collateral.tcb_info, collateral.qe_identity].map(nextUpdateOf),
      ...[collateral.root_ca_crl, collateral.pck_crl].map((crl) => readCrl(fromHex(crl) ?? NOTHING, 'crl').nextUpdate),
    ];
    return ends.some(Number.isNaN) ? null : Math.min(...ends);
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return null;
    throw error;
  }
}

const NOTHING = new Uint8Array();

function nextUpdateOf(statement: string): number {
  const value: unknown = JSON.parse(statement);
  const isDated = typeof value === 'object' && value !== null && 'nextUpdate' in value;
  return isDated && typeof value.nextUpdate === 'string' ? Date.parse(value.nextUpdate) : Number.NaN;
}
