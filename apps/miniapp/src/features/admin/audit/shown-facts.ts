import type { Language } from '@spindle/shared';
import type { Texts } from '../../../i18n/index.ts';
import { coins, moment, parameters, shortened, usd, whole } from '../../../lib/format/index.ts';
import { isSetting, settingValue } from '../../policy/setting-value.ts';

interface Entry {
  subject: string;
  facts: Record<string, string | number>;
}

interface FactTexts {
  audit: Texts['admin']['audit'];
  policy: Texts['policy'];
}

/** What checks found stands beside the reason; the number of a change tells nobody anything. */
const SAID_ELSEWHERE = new Set(['check', 'claimed', 'reported', 'measured', 'checks', 'changeId']);
const PRICES = new Set(['input', 'cachedInput', 'output']);

/** What an act rests on, each with its word: "given back: 0.0012 TON". A fact of a newer broker stands as it is in the log. */
export function shownFacts({ subject, facts }: Entry, texts: FactTexts, language: Language): string[] {
  const words: Record<string, string> = texts.audit.facts;
  return Object.entries(facts)
    .filter(([name, value]) => !SAID_ELSEWHERE.has(name) && !isNothing(name, value) && !isNamed(subject, name))
    .map(([name, value]) => `${words[name] ?? name}: ${valueText(subject, name, value, texts, language)}`);
}

/** A dispute or an appeal is called by its listing or its person, and leads there. */
const isNamed = (subject: string, name: string): boolean =>
  /^(?:dispute|appeal):/.test(subject) && (name === 'listingId' || name === 'accountId');

/** A decision that moves no money says so by itself. */
const isNothing = (name: string, value: string | number): boolean => name.endsWith('Nano') && value === '0';

function valueText(
  subject: string,
  name: string,
  value: string | number,
  { audit, policy }: FactTexts,
  language: Language,
): string {
  const setting = subject.split(':')[1] ?? '';
  if ((name === 'value' || name === 'before') && isSetting(setting, policy)) {
    return settingValue(setting, Number(value), policy, language);
  }
  if (name.endsWith('Nano')) return coins(BigInt(value), language);
  if (name.endsWith('Ms')) return moment(Number(value), language);
  if (PRICES.has(name)) return usd(BigInt(value), language);
  if (name === 'parametersB' || name === 'activeB') return parameters(Number(value), language);
  if (name === 'memoryGb') return audit.gigabytes(whole(Number(value), language));
  if (name === 'abilities') {
    const one = (ability: string) => audit.values[`abilities ${ability}`] ?? ability;
    return String(value).split(' ').map(one).join(', ');
  }
  if (typeof value === 'number') return whole(value, language);
  return audit.values[`${name} ${value}`] ?? (name.endsWith('Id') ? shortened(value, 8, 4) : shortened(value, 14, 9));
}
