import { refuse } from '../refusal.ts';
import type { PckExtension } from './pck-extension.ts';
import type { TcbInfo, VersionLevel } from './tcb-info.ts';
import { converge, type Rating, readStatus } from './tcb-status.ts';

/** How a platform with these versions of its TDX parts is rated, and since when that level is known. */
export interface PlatformRating extends Rating {
  date: string;
}

/**
 * Rates a platform by Intel's rule (PCS API: «TCB level selection»; QVL: TcbLevelCheck.cpp). The first level counts whose
 * SGX components, PCE version and TDX components are all reached. Where the TDX module has a major version (the second
 * of `svn`), the first two components are judged by that module's identity instead.
 * Refusals: `tcb_level_missing`, `tcb_status_unknown`, `tcb_revoked`, `tdx_module_unknown`, `tdx_module_too_old`.
 * @param svn 16 versions: TEE_TCB_SVN of the report, or TEE_TCB_SVN_2.
 */
export function ratePlatform(info: TcbInfo, pck: PckExtension, svn: Uint8Array, qeLevel: VersionLevel): PlatformRating {
  const [moduleVersion = 0, moduleMajor = 0] = svn;
  const first = moduleMajor > 0 ? 2 : 0;
  const level = info.levels.find(
    ({ sgx, tdx, pceVersion }) =>
      sgx.every((version, at) => (pck.components[at] ?? -1) >= version) &&
      pck.pceVersion >= pceVersion &&
      tdx.every((version, at) => at < first || (svn[at] ?? -1) >= version),
  );
  if (!level) return refuse('tcb_level_missing');
  const parts = [ratingOf(qeLevel)];
  if (moduleMajor > 0) parts.push(ratingOf(moduleLevel(info, moduleMajor, moduleVersion)));
  return { ...converge(ratingOf(level), parts), date: level.date };
}

function moduleLevel(info: TcbInfo, major: number, version: number): VersionLevel {
  const identity = info.modules.get(moduleName(major)) ?? refuse('tdx_module_unknown', { module: moduleName(major) });
  return identity.levels.find((level) => version >= level.version) ?? refuse('tdx_module_too_old', { version });
}

/** As Intel names identities: TDX_03. */
export const moduleName = (major: number): string => `TDX_${major.toString(16).padStart(2, '0').toUpperCase()}`;

const ratingOf = (level: { status: string; advisories: readonly string[] }): Rating => ({
  status: readStatus(level.status),
  advisories: level.advisories,
});
