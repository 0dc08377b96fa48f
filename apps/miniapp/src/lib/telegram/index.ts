export type { MainButtonState } from './buttons.ts';
export type { DeviceStore } from './device-storage.ts';
export type { Launch } from './launch.ts';
export {
  closeKeyboard,
  deviceStores,
  haptic,
  openOutside,
  startTelegram,
  telegramApp,
  telegramLaunch,
} from './telegram.ts';
export { useBackButton, useMainButton, useTelegram } from './use-telegram.ts';
