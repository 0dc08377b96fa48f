import type { Language } from '@spindle/shared';

/**
 * What the account has to be told: the language that a person chose here, where the account knows another. Without a choice
 * nothing: each of a person's devices has a language of its own, and they would take turns.
 */
export function languageToKeep(kept: Language | undefined, shown: Language, chosen: string | null): Language | null {
  return kept !== undefined && kept !== shown && chosen === shown ? shown : null;
}
