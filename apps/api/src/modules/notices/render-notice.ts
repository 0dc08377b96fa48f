import { fillWords, type Language } from '@spindle/shared';
import type { MarketEvent } from '../../platform/index.ts';
import { shownFacts } from './shown-facts.ts';
import { EN_NOTICES } from './texts/en.ts';
import { RU_NOTICES } from './texts/ru.ts';

const TEXTS = { en: EN_NOTICES, ru: RU_NOTICES };

/**
 * What a person reads. Made when it is read, so that another language shows at once, in old notices too.
 * @param names what listings and models are called, by id.
 */
export function renderNotice(
  event: MarketEvent,
  names: ReadonlyMap<string, string>,
  language: Language,
): { title: string; text: string } {
  const words = TEXTS[language].kinds[event.kind];
  const facts = shownFacts(event, names, language);
  return { title: fillWords(words.title, facts), text: fillWords(words.text, facts) };
}

/** What a kind is called among the settings. */
export const kindName = (kind: MarketEvent['kind'], language: Language): string => TEXTS[language].kinds[kind].name;
