import { crc32 } from 'node:zlib';
import { newSecret } from './secrets.ts';

/** How every key begins: what scanners of repositories and logs look for. */
export const API_KEY_START = 'sk-spindle-';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK_LENGTH = 6;
/** The start, 256 random bits as base64url, and the checksum; keys of the first days have none. */
const FORM = /^(sk-spindle-[A-Za-z0-9_-]{43})([0-9A-Za-z]{6})?$/;

/** The text of a new key: `sk-spindle-`, 43 characters of base64url, 6 of a checksum. */
export function newKeyText(): string {
  const body = `${API_KEY_START}${newSecret()}`;
  return `${body}${checksumOf(body)}`;
}

/** False for what cannot be a key of ours: told without asking the database. */
export function isKeyText(text: string): boolean {
  const [, body, check] = FORM.exec(text) ?? [];
  return body !== undefined && (check === undefined || check === checksumOf(body));
}

/** The first characters, by which people recognise a key: 24 of its 256 bits. */
export const prefixOf = (key: string): string => key.slice(0, API_KEY_START.length + 4);

/**
 * CRC-32 of all before it, in base62 with leading zeros: 62⁶ exceeds 2³², so six digits always do. As GitHub's tokens
 * have it (github.blog/engineering/behind-githubs-new-authentication-token-formats). It finds typos, it proves nothing.
 */
function checksumOf(body: string): string {
  let rest = crc32(body);
  let digits = '';
  for (let place = 0; place < CHECK_LENGTH; place++) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
