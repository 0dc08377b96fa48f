import { isVersionAtLeast } from './launch.ts';
import { telegramLaunch } from './telegram.ts';

/** From which version of the Bot API on a client can do it: core.telegram.org/bots/webapps, «Recent changes». */
export const SINCE = {
  closingConfirmation: '6.2',
  scanQr: '6.4',
  writeAccess: '6.9',
  settingsButton: '7.0',
  biometrics: '7.2',
  story: '7.8',
  fullscreen: '8.0',
  homeScreen: '8.0',
} as const;

export type Feature = keyof typeof SINCE;

/** Of these, programs for a desk have none, whatever their version. */
const ON_PHONES_ONLY: readonly Feature[] = ['scanQr', 'biometrics', 'story', 'fullscreen', 'homeScreen'];
const PHONES = ['ios', 'android', 'android_x'];

/** Whether the client that we run in can do it. @param client null outside Telegram. */
export function canClient(
  feature: Feature,
  client: { version: string; platform: string } | null = telegramLaunch(),
): boolean {
  if (!client || !isVersionAtLeast(client.version, SINCE[feature])) return false;
  return !ON_PHONES_ONLY.includes(feature) || PHONES.includes(client.platform);
}
