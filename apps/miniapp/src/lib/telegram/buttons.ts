import { createLayers } from './layers.ts';
import { onTelegramReady, telegramApp } from './telegram.ts';

export interface MainButtonState {
  text: string;
  isEnabled: boolean;
  isBusy: boolean;
  onPress: () => void;
}

/** Presses that follow each other faster are one: a double tap, of which the first may have put another button there. */
const ONE_PRESS_MS = 350;

let mainTop: MainButtonState | null = null;
let backTop: (() => void) | null = null;
let pressedAtMs = Number.NEGATIVE_INFINITY;

export const mainLayers = createLayers<MainButtonState>((top) => {
  mainTop = top;
  showMain();
});

export const backLayers = createLayers<() => void>((top) => {
  backTop = top;
  showBack();
});

function showMain(): void {
  const button = telegramApp()?.MainButton;
  if (!button) return;
  if (!mainTop) {
    button.hideProgress();
    button.hide();
    return;
  }
  button.setParams({ text: mainTop.text, is_active: mainTop.isEnabled && !mainTop.isBusy, is_visible: true });
  if (mainTop.isBusy) button.showProgress();
  else button.hideProgress();
}

function showBack(): void {
  const button = telegramApp()?.BackButton;
  if (backTop) button?.show();
  else button?.hide();
}

function pressMain(): void {
  const nowMs = performance.now();
  const isSecondOfTwo = nowMs - pressedAtMs < ONE_PRESS_MS;
  pressedAtMs = nowMs;
  if (!isSecondOfTwo) mainTop?.onPress();
}

function connect(): void {
  telegramApp()?.MainButton.onClick(pressMain);
  telegramApp()?.BackButton.onClick(() => backTop?.());
  showMain();
  showBack();
}

// Telegram's script may be here before this file is, or after.
if (telegramApp()) connect();
else onTelegramReady(connect);
