import type { Launch } from '../lib/telegram/index.ts';
import type { DevLogin } from './dev-login.ts';

/** How the app was opened. */
export interface Visit {
  /** Null outside Telegram. */
  launch: Launch | null;
  /** Of the local world. */
  dev: DevLogin | null;
}
