export { allowBiometry, type Biometry, biometryHere, confirmByBiometry } from './biometrics.ts';
export type { MainButtonState } from './buttons.ts';
export type { DeviceStore } from './device-storage.ts';
export { downloadFile } from './download.ts';
export { canClient } from './features.ts';
export { chooseFullscreen, isFullscreen, onFullscreen, resumeFullscreen } from './fullscreen.ts';
export { addToHomeScreen, homeScreenStatus } from './home-screen.ts';
export type { Launch } from './launch.ts';
export { setPending } from './pending.ts';
export { canScan, scanCode } from './scan-code.ts';
export { showSettingsButton } from './settings-button.ts';
export { canShareToStory, shareToChat, shareToStory } from './share.ts';
export {
  haptic,
  hasBackButton,
  openOutside,
  startTelegram,
  telegramApp,
  telegramLaunch,
  wakeTelegram,
} from './telegram.ts';
export { applyThemeParams } from './theme.ts';
export { closeKeyboard, deviceStores } from './this-client.ts';
export { useBackButton, useMainButton, useTelegram } from './use-telegram.ts';
export { askToWrite, mayWrite } from './write-access.ts';
