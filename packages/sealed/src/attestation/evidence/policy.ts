import type { Environment } from '@spindle/shared';
import type { SnpFirmware } from '../snp/snp-firmware.ts';
import type { TcbStatus } from '../tdx/tcb-status.ts';
import type { SnpProduct } from '../trust.ts';
import type { AllowedMeasurements } from './measurements.ts';

/** What a device asks of a machine. Nothing in it can be left out: what is not asked would be waved through. */
export interface AttestationPolicy {
  environment: Environment;
  /** Images that may run. Empty allows nothing. */
  measurements: readonly AllowedMeasurements[];
  /** Intel's ratings that are accepted. */
  statuses: readonly TcbStatus[];
  /** Advisories that are accepted beside a rating other than `UpToDate`. */
  advisories: readonly string[];
  /** The least `tcbEvaluationDataNumber`: statements that are genuine and older are refused. */
  minimumEvaluationNumber: number;
  /** The least firmware of each AMD processor that is accepted at all. */
  minimumFirmware: Partial<Record<SnpProduct, SnpFirmware>>;
  freshness: Freshness;
}

/** How a device knows that evidence is not old. */
export type Freshness =
  /** It asked: 32 random bytes, lower-case hex. */
  | { kind: 'nonce'; nonce: string }
  /** The evidence holds the root hash of a recent TON block: by hash, when that block was made (milliseconds). */
  | { kind: 'block'; blocks: ReadonlyMap<string, number>; maximumAgeMs: number };
