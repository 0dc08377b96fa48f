import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUILD_FILE, buildText, hashesOf } from '../builds/folder-files.mjs';
import { PINNED_LIST_FILE, pinnedListText } from '../builds/pinned-list-file.ts';
import { ROOT } from './settings.ts';

/**
 * Copies the built Mini App into a world's folder, with this list pinned: another build, with a hash of its own, that only
 * this world serves. The build that is published stays as it is.
 * @param allowList null pins none. @returns the folder.
 */
export function pinInMiniApp(dataDir: string, allowList: string | null): string {
  const folder = path.join(dataDir, 'miniapp');
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(ROOT, 'apps/miniapp/dist'), folder, { recursive: true });
  writeFileSync(path.join(folder, PINNED_LIST_FILE), pinnedListText(allowList));
  writeFileSync(path.join(folder, BUILD_FILE), buildText(hashesOf(folder)));
  return folder;
}
