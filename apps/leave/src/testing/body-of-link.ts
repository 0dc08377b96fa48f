import { Cell } from '@ton/core';

/** What a wallet reads from a `ton://transfer` link. */
export function bodyOfLink(link: string): { to: string; valueNano: bigint; body: Cell } {
  const { pathname, searchParams } = new URL(link);
  const [body] = Cell.fromBoc(Buffer.from(searchParams.get('bin') ?? '', 'base64url'));
  const to = pathname.split('/').at(-1) ?? '';
  if (!body) throw new Error('the link brings no body');
  return { to, valueNano: BigInt(searchParams.get('amount') ?? 0), body };
}
