import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { OfferCard } from '../../lib/api/index.ts';
import { averageStars } from './reviews/average.ts';

/** "★ 4.3 (12)"; nothing where nobody has reviewed yet. */
export function Rating({ reviews }: { reviews: OfferCard['reviews'] }) {
  const texts = useTexts('offers');
  const language = useLanguage();
  const average = averageStars(reviews, language);
  if (average === null) return null;
  return (
    <span className="rating small">
      <span aria-hidden="true">
        <span className="rating__star" /> {average} <span className="muted">({reviews.count})</span>
      </span>
      <span className="unseen">{texts.rated(average, texts.reviews(reviews.count))}</span>
    </span>
  );
}
