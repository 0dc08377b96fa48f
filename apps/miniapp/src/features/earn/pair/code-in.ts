import { readStartParam } from '../../../lib/links/index.ts';

const CODE = /^[A-Z0-9]{8}$/;

/** The code of a machine in what its QR code says: a link of Telegram, one of a market, or the code alone; null in any other. */
export function codeIn(text: string): string | null {
  const bare = text.replaceAll(/[\s-]/g, '').toUpperCase();
  if (CODE.test(bare)) return bare;
  if (!URL.canParse(text)) return null;
  const { pathname, searchParams } = new URL(text);
  const path = readStartParam(searchParams.get('startapp') ?? '').path ?? pathname;
  const code = /^\/pair\/([A-Za-z0-9]{8})$/.exec(path)?.[1]?.toUpperCase();
  return code ?? null;
}
