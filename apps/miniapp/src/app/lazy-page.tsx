import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { currentLanguage, loadTexts, type Room } from '../i18n/index.ts';

export interface LazyPage {
  Page: LazyExoticComponent<ComponentType>;
  /** Fetches it ahead: called when a finger comes down on its tab. */
  preload: () => Promise<unknown>;
}

/** A page that comes with its texts, when it is first needed. */
export function lazyPage(room: Room, load: () => Promise<{ default: ComponentType }>): LazyPage {
  const fetchBoth = async () => {
    const [page] = await Promise.all([load(), loadTexts(currentLanguage(), room)]);
    return page;
  };
  return { Page: lazy(fetchBoth), preload: () => fetchBoth().catch(() => null) };
}
