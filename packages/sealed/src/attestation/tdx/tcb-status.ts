import { refuse } from '../refusal.ts';

/** How Intel rates a platform, best first as far as they can be ordered. `Revoked` is refused, whatever the policy. */
export const TCB_STATUSES = [
  'UpToDate',
  'SWHardeningNeeded',
  'ConfigurationNeeded',
  'ConfigurationAndSWHardeningNeeded',
  'TDRelaunchAdvised',
  'TDRelaunchAdvisedConfigurationNeeded',
  'OutOfDate',
  'OutOfDateConfigurationNeeded',
] as const;
export type TcbStatus = (typeof TCB_STATUSES)[number];

/** One rating with the weaknesses (Intel's advisories) that it names. */
export interface Rating {
  status: TcbStatus;
  advisories: readonly string[];
}

/** Statuses that a level may carry; the two of a relaunch are only ever concluded. Refusals: `tcb_revoked`, `tcb_status_unknown`. */
export function readStatus(status: string): TcbStatus {
  if (status === 'Revoked') refuse('tcb_revoked');
  const known = TCB_STATUSES.find((it) => it === status && !it.startsWith('TDRelaunch'));
  return known ?? refuse('tcb_status_unknown', { status });
}

/** A part that is out of date makes the platform so (Intel's QVL, TcbLevelCheck.cpp: convergeTcbStatus…). */
export function converge(platform: Rating, parts: readonly Rating[]): Rating {
  const advisories = [...new Set([platform, ...parts].flatMap((it) => it.advisories))].sort();
  const isOld = parts.some((part) => part.status === 'OutOfDate' || part.status === 'OutOfDateConfigurationNeeded');
  return { status: isOld ? outdated(platform.status) : platform.status, advisories };
}

function outdated(status: TcbStatus): TcbStatus {
  if (status === 'UpToDate' || status === 'SWHardeningNeeded') return 'OutOfDate';
  return status.startsWith('Configuration') ? 'OutOfDateConfigurationNeeded' : status;
}

/**
 * What a TD that was started under an old module, and runs under a good one, is told (Intel's QVL, TDRelaunchCheck.cpp).
 * The advisories stay those of its start.
 */
export function adviseRelaunch(launched: Rating, current: Rating): Rating {
  const isOld = launched.status.startsWith('OutOfDate') && !current.status.startsWith('OutOfDate');
  if (!isOld) return launched;
  const isConfigured = !/Configuration/.test(launched.status + current.status);
  return { ...launched, status: isConfigured ? 'TDRelaunchAdvised' : 'TDRelaunchAdvisedConfigurationNeeded' };
}
