import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';
import { usd } from '../../lib/format/index.ts';
import { Button, Card, Row, Section, TestEngineBadge } from '../../ui/index.ts';

/** What the listing sells, and for how much. */
export function OwnOffers({ listing, onEdit }: { listing: ListingView; onEdit: (() => void) | null }) {
  const { offers: texts } = useTexts('earn');
  const language = useLanguage();
  const edit = onEdit && (
    <Button size="small" look="plain" onClick={onEdit}>
      {texts.edit}
    </Button>
  );
  return (
    <Section title={texts.title} aside={edit} note={texts.note}>
      <Card isFlush>
        {listing.offers.map((offer) => (
          <Row
            key={offer.offerId}
            title={offer.modelName}
            detail={offer.isTestEngine && <TestEngineBadge />}
            end={
              <>
                <div className="strong small">{texts.out(usd(offer.outputMicroUsdPerMTok, language))}</div>
                <div className="muted tiny">{texts.in(usd(offer.inputMicroUsdPerMTok, language))}</div>
              </>
            }
          />
        ))}
      </Card>
    </Section>
  );
}
