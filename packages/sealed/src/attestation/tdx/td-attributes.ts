import { hex } from '@spindle/shared';
import { isZero } from '../byte-reader.ts';
import { must } from '../refusal.ts';
import type { TdReport } from './td-report.ts';

/** Bits of TDATTRIBUTES (Intel TDX module base architecture, «ATTRIBUTES»). */
const DEBUG = 1n << 0n;
const SEPT_VE_DISABLE = 1n << 28n;
const MIGRATABLE = 1n << 29n;
/** Protection keys, key locker, performance counters: of the TD's own use. */
const HARMLESS = (1n << 30n) | (1n << 31n) | (1n << 63n);

/**
 * Checks that nobody outside can look into the TD, move it, or swap its memory unseen.
 * Refusals: `td_debug`, `td_migratable`, `td_exceptions_on`, `td_attributes_unknown`.
 */
export function checkTdAttributes(report: TdReport): void {
  const bits = new DataView(report.tdAttributes.slice().buffer).getBigUint64(0, true);
  const attributes = hex(report.tdAttributes);
  must((bits & DEBUG) === 0n, 'td_debug');
  must((bits & MIGRATABLE) === 0n && (!report.mrServiceTd || isZero(report.mrServiceTd)), 'td_migratable');
  must((bits & SEPT_VE_DISABLE) !== 0n, 'td_exceptions_on');
  must((bits & ~(SEPT_VE_DISABLE | HARMLESS)) === 0n, 'td_attributes_unknown', { attributes });
}
