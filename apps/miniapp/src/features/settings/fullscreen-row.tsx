import { useSyncExternalStore } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { canClient, chooseFullscreen, haptic, isFullscreen, onFullscreen } from '../../lib/telegram/index.ts';

/** The whole screen for the app, as it was chosen, also when it is opened again (Bot API 8.0). */
export function FullscreenRow() {
  const { client: texts } = useTexts('settings');
  const isFull = useSyncExternalStore(onFullscreen, isFullscreen);
  if (!canClient('fullscreen')) return null;
  const toggle = () => {
    haptic.select();
    chooseFullscreen(!isFull);
  };
  return (
    <button type="button" className="row" aria-pressed={isFull} onClick={toggle}>
      <span className="grow">{texts.fullscreen}</span>
      <span className={isFull ? 'good small' : 'muted small'}>{isFull ? texts.on : texts.off}</span>
    </button>
  );
}
