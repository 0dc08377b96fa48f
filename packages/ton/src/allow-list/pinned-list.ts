import { readStanding, type Standing } from './read-standing.ts';

const NETWORK_ID = /^-?\d{1,10}$/;
const ADDRESS = /^(0|-1):[0-9a-f]{64}$/;
const MOST_SERVERS = 4;

/** Which contract a build or its owner goes by, and which chain servers are asked about it. */
export interface PinnedList {
  /** Raw. */
  address: string;
  networkId: number;
  servers: string[];
}

/**
 * Reads `address @ network id @ chain servers`, with commas between servers: what a build or its owner decided, and no
 * market can change, such as `0:ab…@-239@https://toncenter.com`.
 * @returns null when the text is not of that form.
 */
export function readPinnedList(text: string): PinnedList | null {
  const [address = '', networkId = '', urls = '', ...more] = text.split('@');
  const servers = urls.split(',').map((url) => url.replace(/\/+$/, ''));
  const isWhole = ADDRESS.test(address) && NETWORK_ID.test(networkId) && servers.every(isHttp);
  if (!isWhole || more.length > 0 || servers.length > MOST_SERVERS) return null;
  return { address, networkId: Number(networkId), servers };
}

/**
 * Asks the chain what a pinned list of images says of a leaf (32 bytes of hex): every server at once. Those that answer
 * must say the same, so that one that lies allows nothing.
 * @param pinned as {@link readPinnedList} takes it; null when it is not of that form. @returns null where nothing can be
 * read, or two contradict each other: nothing is known then.
 */
export function standingOf(pinned: string): ((leaf: string) => Promise<Standing | null>) | null {
  const list = readPinnedList(pinned);
  if (!list) return null;
  const { address, networkId, servers } = list;
  const ask = (leaf: string) => (baseUrl: string) =>
    readStanding({ baseUrl, networkId, purpose: 'images' }, address, leaf);
  return async (leaf) => {
    const answers = (await Promise.all(servers.map(ask(leaf)))).filter((answer) => answer !== null);
    const [first] = answers;
    return first && answers.every((answer) => isSame(answer, first)) ? first : null;
  };
}

const isSame = (one: Standing, other: Standing): boolean =>
  one.version === other.version &&
  one.root === other.root &&
  one.size === other.size &&
  one.isRevoked === other.isRevoked;

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
