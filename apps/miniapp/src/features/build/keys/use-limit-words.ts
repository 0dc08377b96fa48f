import { KEY_SCOPES } from '@spindle/shared';
import { useTexts } from '../../../i18n/index.ts';
import type { KeyDraft } from './key-draft.ts';

type Limits = Pick<KeyDraft, 'scopes' | 'models' | 'minTier'>;

/** What a key may do, in a few words each: scopes, models, tier. */
export function useLimitWords(): (limits: Limits) => string[] {
  const { keys: texts } = useTexts('build');
  const { tiers } = useTexts('core');
  return ({ scopes, models, minTier }) => [
    scopes.length === KEY_SCOPES.length ? texts.allScopes : scopes.map((scope) => texts.scopes[scope]).join(', '),
    models.length === 0 ? texts.anyModel : texts.someModels(models.length),
    minTier === null || minTier === 'community' ? texts.anyTier : tiers[minTier].name,
  ];
}
