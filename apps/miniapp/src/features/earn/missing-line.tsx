import { useTexts } from '../../i18n/index.ts';
import type { EarnCatalog } from '../../lib/api/index.ts';
import { type ListingDraft, missingOf } from './listing-draft.ts';

/** Why the form can't be sent yet; nothing once it can. */
export function MissingLine({ draft, catalog }: { draft: ListingDraft; catalog: EarnCatalog }) {
  const { form: texts } = useTexts('earn');
  const missing = missingOf(draft, catalog);
  if (missing.length === 0) return null;
  return <p className="section__note">{texts.missing(missing.map((part) => texts.parts[part]).join(', '))}</p>;
}
