import { useTexts } from '../../i18n/index.ts';
import type { EarnCatalog } from '../../lib/api/index.ts';
import { Button, Section } from '../../ui/index.ts';
import { newOfferDraft, type OfferDraft } from './offer-draft.ts';
import { OfferFields } from './offer-fields.tsx';

interface OfferListProps {
  drafts: OfferDraft[];
  catalog: EarnCatalog;
  onChange: (drafts: OfferDraft[]) => void;
  /** None where something above says it already. */
  title?: string;
}

/** The models that a listing sells; each model once. */
export function OfferList({ drafts, catalog, onChange, title }: OfferListProps) {
  const { form: texts } = useTexts('earn');
  const taken = new Set(drafts.map(({ modelId }) => modelId));
  const free = catalog.models.filter(({ modelId }) => !taken.has(modelId)).map(({ modelId }) => modelId);
  const [next] = free;
  const replace = (draft: OfferDraft) => onChange(drafts.map((other) => (other.key === draft.key ? draft : other)));
  return (
    <Section {...(title && { title })} note={texts.pricesNote}>
      {drafts.map((draft) => (
        <OfferFields
          key={draft.key}
          draft={draft}
          catalog={catalog}
          modelIds={[draft.modelId, ...free]}
          onChange={replace}
          onRemove={drafts.length > 1 ? () => onChange(drafts.filter((other) => other !== draft)) : null}
        />
      ))}
      {next !== undefined && (
        <Button look="soft" icon="plus" onClick={() => onChange([...drafts, newOfferDraft(next)])}>
          {texts.addModel}
        </Button>
      )}
    </Section>
  );
}
