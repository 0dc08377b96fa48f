import { base64url } from '@spindle/shared';
import { expect, it } from 'vitest';
import { readReceiptLink, receiptLink } from './receipt-link.ts';

const hashOf = (link: string) => new URL(link).hash;

it('holds the receipt behind the #, where no server sees it, and gives it back', async () => {
  const file = { v: 1, kind: 'spindle-receipt', note: 'Веретено '.repeat(200) };
  const link = await receiptLink(file, 'https://market.example');
  expect(link.split('#')[0]).toBe('https://market.example/receipt');
  expect(link.length).toBeLessThan(400);
  expect(await readReceiptLink(hashOf(link))).toEqual(file);
});

it.each(['', '#', '#nonsense', '#!!', `#${base64url(new Uint8Array(40))}`])('reads nothing out of %j', async (hash) => {
  expect(await readReceiptLink(hash)).toBeNull();
});

it('does not unpack without end', async () => {
  const link = await receiptLink({ text: 'a'.repeat(2_000_000) }, 'https://market.example');
  expect(await readReceiptLink(hashOf(link))).toBeNull();
});
