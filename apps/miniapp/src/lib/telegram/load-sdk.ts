import type { TelegramWebApp } from './web-app.ts';

/** Loads `@twa-dev/sdk`. Its script also keeps the theme and safe-area variables up to date. */
export async function loadSdk(): Promise<TelegramWebApp | null> {
  return webAppIn(await import('@twa-dev/sdk'));
}

/**
 * The app in what `import` gave. The SDK is CommonJS: what one gets is its `module.exports`, with the app one or two
 * `default`s down, whatever its types say.
 */
export function webAppIn(module: unknown): TelegramWebApp | null {
  let candidate = module;
  for (let depth = 0; depth < 3; depth++) {
    if (isWebApp(candidate)) return candidate;
    candidate = isRecord(candidate) ? candidate.default : null;
  }
  return null;
}

function isWebApp(value: unknown): value is TelegramWebApp {
  return isRecord(value) && 'initData' in value && typeof value.ready === 'function';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
