// Apart from telegram.ts, so that the first load does without them.
import { hideKeyboard } from './bridge.ts';
import { type DeviceStore, storesHere } from './device-storage.ts';
import { telegramLaunch } from './telegram.ts';

/** Where this device can keep a secret, best first. */
export const deviceStores = (): DeviceStore[] => storesHere(telegramLaunch()?.version ?? null);

export const closeKeyboard = (): void => hideKeyboard(telegramLaunch()?.version ?? null);
