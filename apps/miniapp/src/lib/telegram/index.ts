export type { MainButtonState } from './buttons.ts';
export type { DeviceStore } from './device-storage.ts';
export { downloadFile } from './download.ts';
export type { Launch } from './launch.ts';
export {
  haptic,
  openOutside,
  startTelegram,
  telegramApp,
  telegramLaunch,
} from './telegram.ts';
export { applyThemeParams } from './theme.ts';
export { closeKeyboard, deviceStores } from './this-client.ts';
export { useBackButton, useMainButton, useTelegram } from './use-telegram.ts';
