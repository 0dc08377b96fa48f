// Apart from telegram.ts, so that the first load does without it.
import { isVersionAtLeast } from './launch.ts';
import { telegramApp, telegramLaunch } from './telegram.ts';

/**
 * Saves a file from an address that needs no header: by Telegram's own downloader (Bot API 8.0), by the browser that an
 * older client opens, or as any page does.
 */
export function downloadFile(url: string, name: string): void {
  const app = telegramApp();
  const version = telegramLaunch()?.version;
  if (app?.downloadFile && version && isVersionAtLeast(version, '8.0')) app.downloadFile({ url, file_name: name });
  else if (app) app.openLink(url);
  else {
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
  }
}
