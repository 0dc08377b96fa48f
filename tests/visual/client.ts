import { sign } from '@tma.js/init-data-node';
import type { Page } from 'playwright-core';
import type { Broker } from './broker.ts';

/** What a person's Telegram can do, and what their phone says when it is asked. */
export interface Client {
  version: string;
  platform: string;
  /** What becomes of a face or finger that is asked for. */
  biometry?: 'authorized' | 'failed';
  /** What its scanner sees. */
  scanned?: string;
}

type Posted = { event: string; data: Record<string, unknown> };

declare global {
  interface Window {
    posted: Posted[];
  }
}

/** The address by which this client opens the app. Nobody checks the signature here: the broker is recorded. */
export function launchAddress({ version, platform }: Client, extra: Record<string, string> = {}): string {
  const user = { id: 424242, first_name: 'Tanya', language_code: extra.language ?? 'en' };
  const parameters = new URLSearchParams({
    tgWebAppData: sign({ user, query_id: 'journey', chat_instance: '1' }, '1:recorded', new Date()),
    tgWebAppVersion: version,
    tgWebAppPlatform: platform,
    ...extra,
  });
  return `#${parameters}`;
}

/** Has this page believe that it runs in such a client: what it posts is written down, and answered as Telegram's apps do. */
export async function pretendClient(page: Page, client: Client): Promise<void> {
  await page.addInitScript((told: Client) => {
    const view = () =>
      (window as never as { Telegram: { WebView: { receiveEvent(e: string, d: unknown): void } } }).Telegram;
    const say = (event: string, data: unknown) => setTimeout(() => view().WebView.receiveEvent(event, data));
    const face = { available: true, type: 'face', device_id: '1', token_saved: false };
    let isGranted = false;
    const answers: Record<string, () => void> = {
      web_app_biometry_get_info: () =>
        say('biometry_info_received', { ...face, access_requested: isGranted, access_granted: isGranted }),
      web_app_biometry_request_access: () => {
        isGranted = true;
        say('biometry_info_received', { ...face, access_requested: true, access_granted: true });
      },
      web_app_biometry_request_auth: () => say('biometry_auth_requested', { status: told.biometry, token: '' }),
      web_app_check_home_screen: () => say('home_screen_checked', { status: 'missed' }),
      web_app_request_fullscreen: () => say('fullscreen_changed', { is_fullscreen: true }),
      web_app_exit_fullscreen: () => say('fullscreen_changed', { is_fullscreen: false }),
      web_app_request_write_access: () => say('write_access_requested', { status: 'allowed' }),
      web_app_open_scan_qr_popup: () => say('qr_text_received', { data: told.scanned }),
    };
    window.posted = [];
    Object.assign(window, {
      TelegramWebviewProxy: {
        postEvent(event: string, data: string) {
          window.posted.push({ event, data: JSON.parse(data || '{}') ?? {} });
          answers[event]?.();
        },
      },
    });
  }, client);
}

/** What the page asked of its client by this name. */
export const postedOf = (page: Page, event: string): Promise<Posted['data'][]> =>
  page.evaluate((name) => window.posted.filter((one) => one.event === name).map(({ data }) => data), event);

/** The recorded broker, for somebody who comes from Telegram, at a market with a bot that writes. */
export const withBot =
  (broker: Broker): Broker =>
  async (who, route, input) => {
    if (route === 'auth.telegram') return broker(who, 'auth.dev', { json: { as: 'developer' } });
    const answer = await broker(who, route, input);
    if (route !== 'app.config') return answer;
    const said = structuredClone(answer) as { result: { data: { json: object } } };
    Object.assign(said.result.data.json, {
      ...{ botUsername: 'spindle_bot', doesBotWrite: true, publicUrl: 'https://spindle.example' },
    });
    return said;
  };
