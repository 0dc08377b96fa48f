import type { TelegramWebApp } from './web-app.ts';

/**
 * Loads `@twa-dev/sdk`. It is CommonJS: what `import` gives is its `module.exports`, with the app one or two
 * `default`s down, whatever its types say. The bundled script also keeps the theme and safe-area variables up to date.
 */
export async function loadSdk(): Promise<TelegramWebApp | null> {
  let module: unknown = await import('@twa-dev/sdk');
  for (let depth = 0; depth < 3; depth++) {
    if (isWebApp(module)) return module;
    module = isRecord(module) ? module.default : null;
  }
  return null;
}

function isWebApp(value: unknown): value is TelegramWebApp {
  return isRecord(value) && 'initData' in value && typeof value.ready === 'function';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
