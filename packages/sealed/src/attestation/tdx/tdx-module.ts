import { equalBytes } from '@spindle/shared';
import { must, refuse } from '../refusal.ts';
import { matches } from './qe-report.ts';
import type { TcbInfo } from './tcb-info.ts';
import { moduleName } from './tcb-level.ts';
import type { TdReport } from './td-report.ts';

/**
 * Checks that the module which keeps the TD closed is Intel's: signer and switches, by the identity of its major version.
 * Refusals: `tdx_module_unknown`, `tdx_module_mismatch`. @returns its name and version.
 */
export function checkTdxModule(report: TdReport, info: TcbInfo): { module: string; version: number } {
  const [version = 0, major = 0] = report.teeTcbSvn;
  const module = moduleName(major);
  const identity = major === 0 ? info.module : info.modules.get(module);
  if (!identity) return refuse('tdx_module_unknown', { module });
  must(equalBytes(report.mrSignerSeam, identity.mrSigner), 'tdx_module_mismatch', { field: 'MRSIGNERSEAM' });
  const isFit = matches(report.seamAttributes, identity.attributes, identity.attributesMask);
  must(isFit, 'tdx_module_mismatch', { field: 'SEAMATTRIBUTES' });
  return { module, version };
}
