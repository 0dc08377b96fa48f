import { readFileSync } from 'node:fs';
import { LOCAL_NETWORK_ID } from '@spindle/ton';
import { readPinnedList } from '@spindle/ton/pinned-list';
import * as z from 'zod';

/** The file of a Mini App that says which list of allowed images its devices read from the chain themselves. */
export const PINNED_LIST_FILE = 'pinned-list.json';

const PinnedListFile = z.strictObject({ v: z.literal(1), allowList: z.string().nullable() });

export const pinnedListText = (allowList: string | null): string => `${JSON.stringify({ v: 1, allowList }, null, 2)}\n`;

/**
 * Why a build must not be published, as a sentence; null when it may be. A build of the local world is none: its chain
 * is on whatever machine shows it.
 * @param networkId of the contract of published builds.
 */
export function pinFault(file: string, networkId: number): string | null {
  const read = PinnedListFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) return 'pinned-list.json is not of its form';
  if (read.data.allowList === null) {
    return 'the Mini App pins no list of allowed images, so its devices would believe the market: npm run pin-list, then build again';
  }
  const list = readPinnedList(read.data.allowList);
  if (!list) return 'pinned-list.json names no list';
  if (list.networkId === LOCAL_NETWORK_ID && networkId !== LOCAL_NETWORK_ID)
    return 'the Mini App pins a list of the local world';
  if (list.networkId !== networkId) return `the Mini App pins a list of network ${list.networkId}, not ${networkId}`;
  const isOpen = list.servers.some((url) => !url.startsWith('https://'));
  return isOpen && networkId !== LOCAL_NETWORK_ID ? 'the Mini App asks a chain server without https' : null;
}
