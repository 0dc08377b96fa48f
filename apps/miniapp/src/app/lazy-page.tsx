import { type ComponentType, use } from 'react';
import { currentLanguage, loadTexts, type Room } from '../i18n/index.ts';
import { type Arriving, arriving } from '../lib/arriving.ts';

export interface LazyPage {
  Page: ComponentType;
  /** Fetches it ahead. What could not be fetched before is tried again. */
  preload: () => Promise<unknown>;
}

interface Module {
  default: ComponentType;
  /** What the page cannot be drawn without besides, such as what the device keeps. */
  prepare?: () => Promise<unknown>;
}

/** A page that comes with its texts, when it is first needed. Once it is here it is drawn at once, without a skeleton before it. */
export function lazyPage(rooms: Room | readonly Room[], load: () => Promise<Module>): LazyPage {
  let coming: Arriving<Module> | null = null;
  const fetchBoth = async () => {
    const texts = [rooms].flat().map((room) => loadTexts(currentLanguage(), room));
    const [page] = await Promise.all([load(), ...texts]);
    await page.prepare?.();
    return page;
  };
  const once = (): Promise<Module> => {
    coming ??= arriving(fetchBoth());
    return coming;
  };
  const preload = () =>
    once().catch(() => {
      coming = null;
    });
  function Page() {
    const { default: Loaded } = use(once());
    return <Loaded />;
  }
  return { Page, preload };
}
