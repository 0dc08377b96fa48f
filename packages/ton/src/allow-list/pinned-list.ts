import { readStanding, type Standing } from './read-standing.ts';

const NETWORK_ID = /^-?\d{1,10}$/;
const ADDRESS = /^(0|-1):[0-9a-f]{64}$/;

/**
 * Asks the chain what a pinned list of images says of a leaf (32 bytes of hex); null where nothing can be read.
 * @param pinned `address @ network id @ chain server`: what a build or its owner decided, and no market can change, such
 * as `0:ab…@-239@https://toncenter.com`.
 * @returns null when the text is not of that form.
 */
export function standingOf(pinned: string): ((leaf: string) => Promise<Standing | null>) | null {
  const [address = '', networkId = '', baseUrl = '', ...more] = pinned.split('@');
  const isWhole = ADDRESS.test(address) && NETWORK_ID.test(networkId) && /^https?:$/.test(protocolOf(baseUrl));
  if (!isWhole || more.length > 0) return null;
  const place = { baseUrl: baseUrl.replace(/\/+$/, ''), networkId: Number(networkId), purpose: 'images' } as const;
  return (leaf) => readStanding(place, address, leaf);
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '');
