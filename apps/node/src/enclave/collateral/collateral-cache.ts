import type { TdxCollateral } from '@spindle/sealed/attestation';
import { collateralUntilMs, type QuotedPlatform } from '@spindle/sealed/evidence-parts';
import { type EnclaveFault, type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import { type Fetch, fetchCollateral } from './fetch-collateral.ts';

/** Intel makes statements anew each month, and sooner when something was found. */
const RENEW_AFTER_MS = 12 * 3600_000;
/** Older statements are used up to their end when no newer ones can be had; near it, each time is a try. */
const SPARE_MS = 24 * 3600_000;

interface Kept {
  collateral: TdxCollateral;
  fetchedMs: number;
  untilMs: number;
}

export interface CollateralParts {
  /** The address before `/sgx/certification`. */
  base: string;
  fetch: Fetch;
  nowMs: () => number;
}

/** Intel's statements for the processors of this machine, fetched once and renewed before they end. */
export class CollateralCache {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly parts: CollateralParts) {}

  /** Refusals: `collateral_unreachable`, `collateral_strange`, `collateral_ended`. */
  async of(platform: QuotedPlatform): Promise<EnclaveResult<{ collateral: TdxCollateral; untilMs: number }>> {
    const { base, fetch, nowMs } = this.parts;
    const key = `${platform.ca} ${platform.fmspc}`;
    const kept = this.#kept.get(key);
    const isFresh = kept && nowMs() - kept.fetchedMs < RENEW_AFTER_MS && kept.untilMs - nowMs() > SPARE_MS;
    if (isFresh) return { ok: true, value: kept };
    const fetched = await fetchCollateral(base, platform, fetch);
    const fault = fetched.ok ? this.#keep(key, fetched.value) : fetched;
    const now = this.#kept.get(key);
    // What could not be renewed counts until it ends.
    if (now && now.untilMs > nowMs()) return { ok: true, value: now };
    return fault ?? enclaveFail('collateral_unreachable', { url: base, why: 'nothing' });
  }

  /** Keeps what ends later than what is kept: a cache that lags behind takes nothing away. */
  #keep(key: string, collateral: TdxCollateral): { ok: false; fault: EnclaveFault } | null {
    const { base, nowMs } = this.parts;
    const untilMs = collateralUntilMs(collateral);
    if (untilMs === null)
      return { ok: false, fault: { code: 'collateral_strange', facts: { url: base, what: 'dates' } } };
    const kept = this.#kept.get(key);
    if (!kept || untilMs >= kept.untilMs) this.#kept.set(key, { collateral, fetchedMs: nowMs(), untilMs });
    const until = new Date(untilMs).toISOString();
    return untilMs > nowMs() ? null : { ok: false, fault: { code: 'collateral_ended', facts: { until } } };
  }
}
