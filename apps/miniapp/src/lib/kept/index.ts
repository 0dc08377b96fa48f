/** What the browser keeps under a name. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Where the browser refuses to keep (a private window, a full phone), things are here as long as the page is, and nobody fails. For
 * what is convenient: keys of money have places of their own, which say where they are.
 */
export function keptBy(open: () => Kept): Kept {
  const here = new Map<string, string>();
  const attempt = (work: (storage: Kept) => unknown): unknown => {
    try {
      return work(open()) ?? null;
    } catch {
      return undefined;
    }
  };
  return {
    getItem: (name) => {
      const kept = here.get(name) ?? attempt((storage) => storage.getItem(name));
      return typeof kept === 'string' ? kept : null;
    },
    setItem: (name, value) => {
      if (attempt((storage) => storage.setItem(name, value)) === undefined) here.set(name, value);
      else here.delete(name);
    },
    removeItem: (name) => {
      here.delete(name);
      attempt((storage) => storage.removeItem(name));
    },
  };
}

/** Of this browser. */
export const localKept = keptBy(() => localStorage);
/** Of this tab. */
export const tabKept = keptBy(() => sessionStorage);
