import { canClient } from './features.ts';
import { telegramApp } from './telegram.ts';
import type { BiometricManager } from './web-app.ts';
import { withinReach } from './within-reach.ts';

/** What the phone can know its owner by. */
export type Biometry = 'finger' | 'face' | 'unknown';

/** What this phone knows its owner by, through Telegram (Bot API 7.2); null when it can't. */
export async function biometryHere(): Promise<Biometry | null> {
  const manager = await ready();
  if (!manager?.isBiometricAvailable) return null;
  return manager.biometricType === 'finger' || manager.biometricType === 'face' ? manager.biometricType : 'unknown';
}

/** Asks once whether we may have the owner confirmed. @param reason shown by Telegram, at most 128 letters. */
export async function allowBiometry(reason: string): Promise<boolean> {
  const manager = await ready();
  if (!manager?.isBiometricAvailable) return false;
  if (manager.isAccessGranted) return true;
  return new Promise((resolve) => manager.requestAccess({ reason }, resolve));
}

/** Has the owner show finger or face. @returns false when they did not, or the phone no longer can. */
export async function confirmByBiometry(reason: string): Promise<boolean> {
  const manager = await ready();
  if (!manager?.isBiometricAvailable || !manager.isAccessGranted) return false;
  return new Promise((resolve) => manager.authenticate({ reason }, (isOwner) => resolve(isOwner)));
}

async function ready(): Promise<BiometricManager | null> {
  const manager = telegramApp()?.BiometricManager;
  if (!manager || !canClient('biometrics')) return null;
  if (manager.isInited) return manager;
  return withinReach<BiometricManager | null>(null, (answer) => manager.init(() => answer(manager)));
}
