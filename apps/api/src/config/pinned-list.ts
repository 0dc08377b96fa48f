import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { allowListAddress } from '@spindle/ton';
import { readPinnedList } from '@spindle/ton/pinned-list';
import * as z from 'zod';
import type { AllowListConfig } from './allow-list.ts';
import type { BrokerConfig } from './broker.ts';

const File = z.object({ allowList: z.string().nullable() });

/**
 * What the Mini App that is served pins as the list of allowed images: it must be this market's own, or every device
 * would refuse every confidential machine.
 * @returns a sentence that names the variable to change; null when all fits, or nothing is served or pinned.
 */
export function pinnedListFault({ miniappDir, allowList, env }: BrokerConfig & AllowListConfig): string | null {
  const file = path.join(miniappDir ?? '', 'pinned-list.json');
  if (!miniappDir || !existsSync(file)) return null;
  const read = File.safeParse(parse(readFileSync(file, 'utf8')));
  if (!read.success) return 'MINIAPP_DIR: its pinned-list.json cannot be read; build it anew';
  if (read.data.allowList === null) return null;
  const list = readPinnedList(read.data.allowList);
  if (!list) return 'MINIAPP_DIR: its pinned-list.json names no list; npm run pin-list writes one, then build it anew';
  const isOurs = allowList && allowListAddress(allowList) === list.address && allowList.networkId === list.networkId;
  if (!isOurs) {
    return 'ALLOW_LIST_OWNER: the Mini App in MINIAPP_DIR pins another list than this market keeps; npm run pin-list, then build it anew';
  }
  const isOpen = list.servers.some((url) => !url.startsWith('https://'));
  return isOpen && env === 'production' ? 'MINIAPP_DIR: its devices would ask a chain server without https' : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
