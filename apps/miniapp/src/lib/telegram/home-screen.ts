import { canClient } from './features.ts';
import { telegramApp } from './telegram.ts';
import { withinReach } from './within-reach.ts';

export type HomeScreenStatus = 'unsupported' | 'unknown' | 'added' | 'missed';

/** Whether our icon is among the phone's own; `unknown` where the phone does not tell. */
export function homeScreenStatus(): Promise<HomeScreenStatus> {
  const app = telegramApp();
  if (!app?.checkHomeScreenStatus || !canClient('homeScreen')) return Promise.resolve('unsupported');
  return withinReach<HomeScreenStatus>('unsupported', (answer) => app.checkHomeScreenStatus?.(answer));
}

/** Offers to put our icon among the phone's own. What becomes of it, the phone shows. */
export function addToHomeScreen(): void {
  if (canClient('homeScreen')) telegramApp()?.addToHomeScreen?.();
}
