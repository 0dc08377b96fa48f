import { telegramLaunch } from '../telegram/index.ts';
import type { BuyingPlatform } from './types.ts';
import { useConfig } from './use-config.ts';

const PLATFORMS: Readonly<Record<string, BuyingPlatform>> = {
  ios: 'ios',
  android: 'android',
  android_x: 'android',
  tdesktop: 'desktop',
  macos: 'desktop',
  unigram: 'desktop',
};

/** Where the app runs, as far as rules about selling differ. @param client what Telegram calls its program; null in a browser. */
export const buyingPlatform = (client: string | null): BuyingPlatform => PLATFORMS[client ?? ''] ?? 'web';

/**
 * Whether this app may offer deposits and speak of prices here: the market's policy says so for each platform. Until it is known
 * it may not, so that nothing appears which then goes.
 */
export function useCanBuy(): boolean {
  const { config } = useConfig();
  return config?.isBuyingEnabled === true && config.buying[buyingPlatform(telegramLaunch()?.platform ?? null)];
}
