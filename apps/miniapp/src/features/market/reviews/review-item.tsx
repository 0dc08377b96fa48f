import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ShownReview } from '../../../lib/api/index.ts';
import { priceDay } from '../price-day.ts';
import { Stars } from './stars.tsx';

interface ReviewItemProps {
  review: Pick<ShownReview, 'stars' | 'words' | 'dayMs' | 'changedDayMs' | 'answer'>;
  /** What can be done about it. */
  children?: ReactNode;
}

/** What a buyer wrote, and the provider's answer. Words are people's own: shown as text, whatever stands in them. */
export function ReviewItem({ review: { stars, words, dayMs, changedDayMs, answer }, children }: ReviewItemProps) {
  const texts = useTexts('reviews');
  const language = useLanguage();
  return (
    <div className="stack" style={{ '--gap': '6px' }}>
      <div className="line line--spread">
        <Stars stars={stars} />
        <span className="muted tiny">
          {changedDayMs === null ? priceDay(dayMs, language) : texts.changed(priceDay(changedDayMs, language))}
        </span>
      </div>
      {words === null ? (
        <p className="muted small">{texts.noWords}</p>
      ) : (
        <p className="written" dir="auto">
          {words}
        </p>
      )}
      {answer && (
        <div className="review-answer">
          <div className="muted tiny">
            {texts.answer} · {priceDay(answer.dayMs, language)}
          </div>
          <p className="written small" dir="auto">
            {answer.words}
          </p>
        </div>
      )}
      {children}
    </div>
  );
}
