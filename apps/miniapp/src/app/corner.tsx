import { Suspense, useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import Bell from '../features/notices/bell.tsx';
import { resumeFullscreen, showSettingsButton, useTelegram } from '../lib/telegram/index.ts';
import { ConnectionBanner } from './connection/connection-banner.tsx';
import { useKeptLanguage } from './kept-language.ts';

/** Pages at whose corner there is room for the bell. */
const WITH_BELL = ['/', '/wallet', '/build', '/earn', '/admin'];

/** What every page has and no first screen waits for: the bell, how it stands with the market, what Telegram's own menu opens. */
export default function Corner() {
  const [path] = useLocation();
  useKeptLanguage();
  useTelegramFrame();
  return (
    <>
      <Suspense>
        <ConnectionBanner />
      </Suspense>
      {WITH_BELL.includes(path) && <Bell />}
    </>
  );
}

/** Telegram's own menu leads to the settings; the screen is filled if that was chosen. */
function useTelegramFrame(): void {
  const [, navigate] = useLocation();
  const isInTelegram = useTelegram() !== null;
  const open = useEffectEvent(() => navigate('/settings'));
  useEffect(() => {
    if (!isInTelegram) return;
    resumeFullscreen();
    return showSettingsButton(() => open());
  }, [isInTelegram]);
}
