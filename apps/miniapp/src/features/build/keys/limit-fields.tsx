import { KEY_SCOPES, type Tier } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Chips, Fold, MultiChips, Segmented, Skeleton } from '../../../ui/index.ts';
import { type Expiry, type KeyDraft, LIVES_DAYS } from './key-draft.ts';
import { useLimitWords } from './use-limit-words.ts';

interface LimitFieldsProps {
  draft: KeyDraft;
  onChange: (draft: KeyDraft) => void;
}

const TIER_CHOICES = ['community', 'verified', 'confidential'] as const satisfies Tier[];
const EXPIRIES: Expiry[] = ['never', ...LIVES_DAYS.map((days) => `${days}` as const)];

/** What a key may do besides spending, folded: most keys need none of it. */
export function LimitFields({ draft, onChange }: LimitFieldsProps) {
  const { keys: texts } = useTexts('build');
  const { tiers } = useTexts('core');
  const words = useLimitWords();
  const expiry = draft.expiry === 'never' ? [] : [texts.expiresIn(texts.expiries[draft.expiry].toLowerCase())];
  const expiries: Expiry[] = draft.expiry === 'keep' ? ['keep', ...EXPIRIES] : EXPIRIES;
  return (
    <Fold title={texts.limits} about={[...words(draft), ...expiry].join(' · ')}>
      <Field title={texts.scopesTitle} hint={draft.scopes.length === 0 ? texts.scopesNone : texts.scopesAbout}>
        <MultiChips
          label={texts.scopesTitle}
          values={draft.scopes}
          options={KEY_SCOPES.map((value) => ({ value, label: texts.scopes[value] }))}
          onChange={(scopes) => onChange({ ...draft, scopes })}
        />
      </Field>
      <Field title={texts.modelsTitle} hint={texts.modelsAbout}>
        <ModelChips chosen={draft.models} onChange={(models) => onChange({ ...draft, models })} />
      </Field>
      <Field title={texts.tierTitle} hint={texts.tierAbout[draft.minTier ?? 'community']}>
        <Segmented
          label={texts.tierTitle}
          value={draft.minTier ?? 'community'}
          options={TIER_CHOICES.map((value) => ({
            value,
            label: value === 'community' ? texts.any : tiers[value].name,
          }))}
          onChange={(tier) => onChange({ ...draft, minTier: tier === 'community' ? null : tier })}
        />
      </Field>
      <Field title={texts.expiryTitle}>
        <Chips
          label={texts.expiryTitle}
          value={draft.expiry}
          options={expiries.map((value) => ({ value, label: texts.expiries[value] }))}
          onChange={(expiry) => onChange({ ...draft, expiry })}
        />
      </Field>
    </Fold>
  );
}

function Field({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="field">
      <span className="field__label">{title}</span>
      {children}
      {hint && <p className="field__hint">{hint}</p>}
    </div>
  );
}

/** Models that are sold now, and those that the key has already. */
function ModelChips({ chosen, onChange }: { chosen: string[]; onChange: (models: string[]) => void }) {
  const { keys: texts } = useTexts('build');
  const models = useQuery(trpc.market.models.queryOptions({}));
  if (!models.data) return <Skeleton height={36} />;
  const sold = models.data.filter(({ offers, modelId }) => offers > 0 || chosen.includes(modelId));
  const options = sold.map(({ modelId, name }) => ({ value: modelId, label: name }));
  const gone = chosen.filter((modelId) => !sold.some((it) => it.modelId === modelId));
  return (
    <MultiChips
      label={texts.modelsTitle}
      values={chosen}
      options={[...options, ...gone.map((value) => ({ value, label: value }))]}
      onChange={onChange}
    />
  );
}
