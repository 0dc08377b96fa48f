import { errorText, isErrorCode, type Language, shownCoins, shownUsd } from '@spindle/shared';
import type { MarketEvent } from '../../platform/index.ts';
import { EN_NOTICES } from './texts/en.ts';
import { RU_NOTICES } from './texts/ru.ts';

const WORDS = { en: EN_NOTICES.words, ru: RU_NOTICES.words };
const TIMES: Intl.DateTimeFormatOptions = {
  ...{ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', hourCycle: 'h23' },
};
const times = { en: new Intl.DateTimeFormat('en-GB', TIMES), ru: new Intl.DateTimeFormat('ru', TIMES) };
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** The facts of an event as its texts name them: amounts with their coin, times of UTC, names instead of ids. */
export function shownFacts(
  event: MarketEvent,
  names: ReadonlyMap<string, string>,
  language: Language,
): Record<string, string | number> {
  const shown: Record<string, string | number> = {};
  for (const [name, fact] of Object.entries(event.facts)) {
    if (fact === null) continue;
    if (typeof fact === 'bigint') shown[name.replace(/Nano$/, '')] = shownCoins(fact, language);
    else if (name === 'offlineMs') shown.offline = durationText(Number(fact), language);
    else if (name.endsWith('Ms')) shown[name.replace(/Ms$/, '')] = `${times[language].format(Number(fact))} UTC`;
    else if (name === 'listingId' || name === 'modelId') shown[name.replace(/Id$/, '')] = nameOf(names, fact);
    else shown[name] = fact;
  }
  return { ...shown, ...extrasOf(event, language) };
}

/** A listing that is gone, and a model that nobody knows any more, have no name but their id's beginning. */
const nameOf = (names: ReadonlyMap<string, string>, id: string | number): string =>
  names.get(String(id)) ?? String(id).slice(0, 8);

function extrasOf(event: MarketEvent, language: Language): Record<string, string> {
  const words = WORDS[language];
  if (event.kind === 'policy_announced') {
    const { setting, before, value } = event.facts;
    return {
      setting: lookUp(words.settings, setting),
      before: numberOf(setting, before, language),
      value: numberOf(setting, value, language),
    };
  }
  if (event.kind === 'badge_lost' || event.kind === 'badge_won') {
    return { badge: lookUp(words.badges, event.facts.badge), ...whyOf(event.facts.code, language) };
  }
  return 'code' in event.facts ? whyOf(event.facts.code, language) : {};
}

function numberOf(setting: string, value: number, language: Language): string {
  if (setting === 'auto_approve') return WORDS[language].approvals[value] ?? String(value);
  if (setting.endsWith('_micro_usd')) return shownUsd(BigInt(value), language);
  const isShare = setting === 'fee_basis_points';
  return `${(isShare ? value / 100 : value).toLocaleString(language)}${isShare ? '\u00a0%' : ''}`;
}

/** Codes that the shared table has a text for say why; the screen that a notice opens says the rest. */
const whyOf = (code: string | null, language: Language): Record<string, string> =>
  code !== null && isErrorCode(code) ? { why: errorText({ code }, language) } : {};

const lookUp = (table: Record<string, string>, key: string): string => (Object.hasOwn(table, key) && table[key]) || key;

function durationText(ms: number, language: Language): string {
  const { minutes, hours } = WORDS[language];
  const total = Math.max(1, Math.round(ms / MINUTE_MS));
  return total < 2 * HOUR_MINUTES ? minutes(total) : hours(Math.round(total / HOUR_MINUTES));
}
