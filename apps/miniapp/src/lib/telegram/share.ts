import { canClient } from './features.ts';
import { openOutside, telegramApp } from './telegram.ts';
import { isPremium } from './write-access.ts';

/** Telegram's own list of chats to send a link to: any version of it, and its web page from a browser. */
export function shareToChat(link: string, text: string): void {
  openOutside(`https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(text)}`);
}

export const canShareToStory = (): boolean => canClient('story') && telegramApp()?.shareToStory !== undefined;

/**
 * Opens Telegram's story editor with a picture (Bot API 7.8). A link on the picture is for those who have Premium; the text has it
 * for everybody.
 */
export function shareToStory(pictureUrl: string, link: { url: string; name: string }, text: string): void {
  if (!canShareToStory()) return;
  const widget = isPremium() ? { widget_link: link } : {};
  telegramApp()?.shareToStory?.(pictureUrl, { text: `${text} ${link.url}`.slice(0, 200), ...widget });
}
