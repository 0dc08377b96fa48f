import { useTexts } from '../../../i18n/index.ts';
import type { EarnCatalog, PairingView } from '../../../lib/api/index.ts';
import { Card, ChoiceField, Notice, Section } from '../../../ui/index.ts';
import { HardwareFields } from '../hardware-fields.tsx';
import type { ListingDraft } from '../listing-draft.ts';
import { MissingLine } from '../missing-line.tsx';
import { OfferList } from '../offer-list.tsx';

export const NEW_LISTING = 'new';

interface PlaceFieldsProps {
  /** The id of a listing, or {@link NEW_LISTING}. */
  place: string;
  pairing: PairingView;
  catalog: EarnCatalog;
  draft: ListingDraft;
  onPlace: (place: string) => void;
  onDraft: (draft: ListingDraft) => void;
}

/** Where the machine belongs: a listing that is there, or a new one that is filled from what was found. */
export function PlaceFields({ place, pairing, catalog, draft, onPlace, onDraft }: PlaceFieldsProps) {
  const texts = useTexts('pair');
  const options = [
    { value: NEW_LISTING, label: texts.newListing },
    ...pairing.listings.map(({ listingId, title }) => ({ value: listingId, label: title })),
  ];
  return (
    <>
      <Section title={texts.belongs}>
        <Card>
          <div className="stack" style={{ '--gap': '16px' }}>
            {pairing.listings.length > 0 && (
              <ChoiceField
                label={texts.belongs}
                isLabelUnseen
                value={place}
                groups={[{ label: texts.belongs, options }]}
                onChange={onPlace}
              />
            )}
            {place === NEW_LISTING && <p className="muted small">{texts.newAbout}</p>}
            {place === NEW_LISTING && <HardwareFields draft={draft} catalog={catalog} onChange={onDraft} />}
          </div>
        </Card>
      </Section>
      {place === NEW_LISTING && <Offers {...{ pairing, catalog, draft, onDraft }} />}
    </>
  );
}

function Offers({ pairing, catalog, draft, onDraft }: Omit<PlaceFieldsProps, 'place' | 'onPlace'>) {
  const texts = useTexts('pair');
  const { form } = useTexts('earn');
  const { offers } = pairing.suggestion;
  const isGuess = offers.some(({ from }) => from === 'default');
  return (
    <>
      {offers.length === 0 && <Notice tone="warn">{texts.noMatch}</Notice>}
      {offers.length > 0 && <Notice>{isGuess ? texts.prices.default : texts.prices.market}</Notice>}
      <OfferList
        title={form.models}
        drafts={draft.offers}
        catalog={catalog}
        onChange={(changed) => onDraft({ ...draft, offers: changed })}
      />
      <MissingLine draft={draft} catalog={catalog} />
    </>
  );
}
