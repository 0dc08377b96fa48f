import { hex } from '@spindle/shared';
import type { Boot } from '../event-log/replay.ts';
import type { SnpMachine } from '../snp/verify-snp.ts';
import type { TdxMachine } from '../tdx/verify-tdx.ts';

/** What a machine runs, as its processor measured it. Lower-case hex. */
export type Measurements =
  | {
      platform: 'tdx';
      mrTd: string;
      rtmr0: string;
      rtmr1: string;
      rtmr2: string;
      rtmr3: string;
      mrConfigId: string;
      mrOwner: string;
      mrOwnerConfig: string;
      /** Of the program list, when the event log leads to the quote; empty without one. */
      composeHash: string;
    }
  | { platform: 'snp'; measurement: string; hostData: string; idKeyDigest: string };

/**
 * An image that is allowed. What it names must be equal; firmware, kernel and boot of TDX must all be named. One that
 * leaves RTMR3 open must name the program list instead.
 */
export type AllowedMeasurements =
  | ({ platform: 'tdx'; mrTd: string; rtmr0: string; rtmr1: string; rtmr2: string; mrConfigId?: string } & (
      | { rtmr3: string }
      | { composeHash: string }
    ))
  | { platform: 'snp'; measurement: string; hostData?: string; idKeyDigest?: string };

export function measurementsOf(machine: TdxMachine | SnpMachine, boot: Boot | null): Measurements {
  if (machine.platform === 'snp') {
    const { measurement, hostData, idKeyDigest } = machine.report;
    const platform = 'snp';
    return { platform, measurement: hex(measurement), hostData: hex(hostData), idKeyDigest: hex(idKeyDigest) };
  }
  const { mrTd, rtmr0, rtmr1, rtmr2, rtmr3, mrConfigId, mrOwner, mrOwnerConfig } = machine.report;
  return {
    platform: 'tdx',
    ...{ mrTd: hex(mrTd), rtmr0: hex(rtmr0), rtmr1: hex(rtmr1), rtmr2: hex(rtmr2), rtmr3: hex(rtmr3) },
    ...{ mrConfigId: hex(mrConfigId), mrOwner: hex(mrOwner), mrOwnerConfig: hex(mrOwnerConfig) },
    composeHash: boot?.composeHash ?? '',
  };
}

/** What an entry must name to mean anything; lists come from outside, where types do not reach. */
const NEEDED = { tdx: ['mrTd', 'rtmr0', 'rtmr1', 'rtmr2'], snp: ['measurement'] } as const;

/** True when one of the list names just these. An empty list allows nothing, nor does an entry that leaves a gap. */
export function isAllowed(actual: Measurements, allowed: readonly AllowedMeasurements[]): boolean {
  const values = new Map<string, string>(Object.entries(actual));
  return allowed.some((image) => {
    const named = Object.keys(image);
    const isWhole =
      NEEDED[actual.platform].every((name) => named.includes(name)) &&
      (actual.platform === 'snp' || named.includes('rtmr3') || named.includes('composeHash'));
    return isWhole && Object.entries(image).every(([name, value]) => value !== '' && values.get(name) === value);
  });
}
