import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { backLayers, type MainButtonState, mainLayers } from './buttons.ts';
import { onTelegramReady, telegramApp } from './telegram.ts';
import type { TelegramWebApp } from './web-app.ts';

/** Telegram's app, or null outside Telegram and until its script is here. */
export function useTelegram(): TelegramWebApp | null {
  return useSyncExternalStore(onTelegramReady, telegramApp);
}

/** Shows Telegram's back button while mounted; null shows none. In a browser the page's own link does this. */
export function useBackButton(onBack: (() => void) | null): void {
  const press = useEffectEvent(() => onBack?.());
  const isShown = onBack !== null;
  useEffect(() => {
    if (!isShown) return;
    return backLayers.push(() => press()).remove;
  }, [isShown]);
}

/** Shows Telegram's main button while mounted. */
export function useMainButton({ text, isEnabled, isBusy, onPress }: MainButtonState): void {
  const press = useEffectEvent(onPress);
  const layer = useRef<ReturnType<typeof mainLayers.push> | null>(null);
  useEffect(() => {
    const state = { text, isEnabled, isBusy, onPress: () => press() };
    if (layer.current) layer.current.update(state);
    else layer.current = mainLayers.push(state);
  }, [text, isEnabled, isBusy]);
  useEffect(
    () => () => {
      layer.current?.remove();
      layer.current = null;
    },
    [],
  );
}
