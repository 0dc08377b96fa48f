import { isVersionAtLeast } from './launch.ts';

/**
 * Asks the Telegram client for something newer than the SDK. Not through the SDK's `WebView.postEvent`, which writes
 * every message to the console: what we post may be a key.
 * @returns false when there is no client to hear it.
 */
export function postToClient(event: string, data: Record<string, unknown>): boolean {
  if (window.TelegramWebviewProxy) {
    window.TelegramWebviewProxy.postEvent(event, JSON.stringify(data));
    return true;
  }
  if (window.parent === window) return false;
  window.parent.postMessage(JSON.stringify({ eventType: event, eventData: data }), 'https://web.telegram.org');
  return true;
}

export interface Reply {
  ok: boolean;
  value: string | null;
}

const REPLY_WITHIN_MS = 3_000;

/** Posts a request with an id and waits for the one reply that carries it. No reply in time is a failure. */
export function requestOfClient(request: {
  event: string;
  data: Record<string, unknown>;
  done: string;
  failed: string;
}): Promise<Reply> {
  const view = window.Telegram?.WebView;
  const requestId = crypto.randomUUID();
  if (!view) return Promise.resolve({ ok: false, value: null });
  return new Promise((resolve) => {
    const finish = (reply: Reply) => {
      clearTimeout(timer);
      view.offEvent(request.done, onDone);
      view.offEvent(request.failed, onFailed);
      resolve(reply);
    };
    const onDone = (_: string, data: unknown) => {
      if (textOf(data, 'req_id') === requestId) finish({ ok: true, value: textOf(data, 'value') });
    };
    const onFailed = (_: string, data: unknown) => {
      if (textOf(data, 'req_id') === requestId) finish({ ok: false, value: null });
    };
    const timer = setTimeout(() => finish({ ok: false, value: null }), REPLY_WITHIN_MS);
    view.onEvent(request.done, onDone);
    view.onEvent(request.failed, onFailed);
    if (!postToClient(request.event, { ...request.data, req_id: requestId })) finish({ ok: false, value: null });
  });
}

/** Hides the keyboard (Bot API 9.1), or takes the focus from the field, which does the same in a browser. */
export function hideKeyboard(version: string | null): void {
  if (version && isVersionAtLeast(version, '9.1')) postToClient('web_app_hide_keyboard', {});
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

function textOf(data: unknown, key: string): string | null {
  if (typeof data !== 'object' || data === null) return null;
  const member: unknown = Object.entries(data).find(([name]) => name === key)?.[1];
  return typeof member === 'string' ? member : null;
}
