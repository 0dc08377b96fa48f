import { KEY_SCOPES, type KeyScope, type Language, parseCoins, type Tier } from '@spindle/shared';
import type { KeyRules, KeyView } from '../../../lib/api/index.ts';
import { typedCoins } from '../../../lib/typed-amounts.ts';

const DAY_MS = 86_400_000;

/** Days that a key may be given to live. */
export const LIVES_DAYS = [7, 30, 90, 365] as const;

/** `keep` leaves what a key has; a number is a string, because choices on screens are. */
export type Expiry = 'keep' | 'never' | `${(typeof LIVES_DAYS)[number]}`;

/** The rules of a key while a person writes them. Caps are texts as typed; an empty one is no cap. */
export interface KeyDraft {
  name: string;
  day: string;
  month: string;
  total: string;
  scopes: KeyScope[];
  models: string[];
  minTier: Tier | null;
  expiry: Expiry;
}

export const CAP_FIELDS = ['day', 'month', 'total'] as const;

export const NEW_DRAFT: KeyDraft = {
  ...{ name: '', day: '', month: '', total: '' },
  ...{ scopes: [...KEY_SCOPES], models: [], minTier: null, expiry: 'never' },
};

export function draftOf(view: KeyView, language: Language): KeyDraft {
  const shown = (capNano: bigint | null) => (capNano === null ? '' : typedCoins(capNano, language));
  const { name, scopes, models, minTier, expiresAt } = view;
  return {
    ...{ name, scopes, models, minTier, expiry: expiresAt === null ? 'never' : 'keep' },
    ...{ day: shown(view.capDayNano), month: shown(view.capMonthNano), total: shown(view.capNano) },
  };
}

/** The cap that a text means: null for none, `wrong` for what is no amount above zero. A comma is a point. */
export function capOf(text: string): bigint | null | 'wrong' {
  if (text.trim() === '') return null;
  return parseCoins(text.trim().replace(',', '.')) || 'wrong';
}

/** What is sent of a draft; null while something in it is wrong or missing. */
export function rulesOf(draft: KeyDraft, nowMs: number): (KeyRules & { name: string }) | null {
  const { scopes, models, minTier, expiry } = draft;
  const name = draft.name.trim();
  const [capDayNano, capMonthNano, capNano] = [capOf(draft.day), capOf(draft.month), capOf(draft.total)];
  if (capDayNano === 'wrong' || capMonthNano === 'wrong' || capNano === 'wrong') return null;
  if (name === '' || scopes.length === 0) return null;
  const expiresAt = expiry === 'never' ? null : nowMs + Number(expiry) * DAY_MS;
  const rules = { name, capDayNano, capMonthNano, capNano, scopes, models, minTier };
  return expiry === 'keep' ? rules : { ...rules, expiresAt };
}
