import { type AllowListConfig, toAllowListConfig } from './allow-list.ts';
import { type BrokerConfig, toBrokerConfig } from './broker.ts';
import { type ChainConfig, toChainConfig } from './chain.ts';
import { type ChecksConfig, toChecksConfig } from './checks.ts';
import { contradictions } from './contradictions.ts';
import { type EarningsConfig, toEarningsConfig } from './earnings.ts';
import { type LimitsConfig, toLimitsConfig } from './limits.ts';
import { type LoginConfig, toLoginConfig } from './login.ts';
import { marketAddressOf } from './market-address.ts';
import { type PricesConfig, toPricesConfig } from './prices.ts';
import { type ReviewConfig, toReviewConfig } from './review.ts';
import { type Environ, faultsOf, type Variables, variables, withoutEmpty } from './variables.ts';

/** Everything that a deployment decides. Read once at start from the environment. */
export interface Config
  extends BrokerConfig,
    LoginConfig,
    ChainConfig,
    AllowListConfig,
    EarningsConfig,
    PricesConfig,
    LimitsConfig,
    ChecksConfig,
    ReviewConfig {}

/**
 * Reads the environment.
 * @returns the config, or every fault at once, each as a sentence that names its variable.
 */
export function readConfig(environ: Environ): { ok: true; config: Config } | { ok: false; faults: string[] } {
  const filled = withoutEmpty(environ);
  const parsed = variables.safeParse(filled);
  if (!parsed.success) {
    const market = marketAddressOf(filled);
    const faults = faultsOf(parsed.error);
    return { ok: false, faults: market.ok ? faults : [...faults, market.fault] };
  }
  const faults = contradictions(parsed.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config: toConfig(parsed.data) };
}

const toConfig = (env: Variables): Config => ({
  ...toBrokerConfig(env),
  ...toLoginConfig(env),
  ...toChainConfig(env),
  ...toAllowListConfig(env),
  ...toEarningsConfig(env),
  ...toPricesConfig(env),
  ...toLimitsConfig(env),
  ...toChecksConfig(env),
  ...toReviewConfig(env),
});
