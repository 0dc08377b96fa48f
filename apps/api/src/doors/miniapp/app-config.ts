import { COIN, type Result } from '@spindle/shared';
import type { Config } from '../../config/index.ts';
import { isDevLoginOpen } from '../../modules/accounts/index.ts';
import type { Policy } from '../../modules/policy/index.ts';
import { buyingRule } from '../../policy-rules.ts';
import type { AppConfig } from './services.ts';

export interface AppConfigParts {
  config: Config;
  /** Ed25519 key (hex) that signs quotes. */
  brokerKey: string;
  policy: Pick<Policy, 'valueOf'>;
  /** By which names notices go out. */
  channels: readonly string[];
  rates: { current(): Result<{ microUsdPerCoin: bigint; atMs: number }> };
}

/** What the Mini App is told of the deployment. Nothing here is secret: anyone may ask, logged in or not. */
export function toAppConfig({ config, brokerKey, rates, policy, channels }: AppConfigParts): AppConfig {
  const rate = rates.current();
  return {
    env: config.env,
    coin: COIN.symbol,
    networkId: config.chain.networkId,
    publicUrl: config.publicUrl,
    botUsername: config.telegram.botUsername,
    doesBotWrite: channels.includes('telegram_bot'),
    devWalletUrl: config.devWalletUrl,
    brokerKey,
    marketAddress: config.chain.marketAddress,
    closeDelaySeconds: config.chain.closeDelaySeconds,
    feeBasisPoints: policy.valueOf('fee_basis_points'),
    isBuyingEnabled: config.isBuyingEnabled,
    buying: buyingRule(policy),
    rate: rate.ok ? { microUsdPerCoin: rate.value.microUsdPerCoin, atMs: rate.value.atMs } : null,
    hasDevLogin: isDevLoginOpen(config),
  };
}
