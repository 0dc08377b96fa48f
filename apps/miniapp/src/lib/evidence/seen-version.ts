import type { SeenVersion } from '@spindle/sealed/confidential';

const STORED = 'spindle.allow-list-version';

/**
 * The highest version of the list of allowed images that this device has met: an older one is refused. Kept across
 * visits; where nothing can be kept, for this visit.
 */
export function seenVersion(storage: Pick<Storage, 'getItem' | 'setItem'>): SeenVersion {
  let highest = Math.max(0, Math.trunc(Number(storage.getItem(STORED)) || 0));
  return {
    get: () => highest,
    set: (version) => {
      if (version <= highest) return;
      highest = version;
      storage.setItem(STORED, String(version));
    },
  };
}
