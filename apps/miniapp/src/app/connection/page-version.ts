const ENTRY = /<script[^>]*\ssrc="([^"]+)"/;

/** The script that a page begins with: its name stands for all that is behind it. */
export const entryOf = (html: string): string | null => ENTRY.exec(html)?.[1] ?? null;

/** Whether the market serves another page by now than this one. Nobody knows while it does not answer. */
export async function isPageOld(): Promise<boolean> {
  const mine = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  const html = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } }).then(
    (response) => (response.ok ? response.text() : ''),
    () => '',
  );
  const theirs = entryOf(html);
  return mine !== null && mine !== undefined && theirs !== null && theirs !== mine;
}
