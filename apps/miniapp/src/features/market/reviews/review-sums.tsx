import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ReviewPage } from '../../../lib/api/index.ts';
import { Card } from '../../../ui/index.ts';
import { averageStars } from './average.ts';
import { Stars } from './stars.tsx';

/** The average, and how many gave how many stars. */
export function ReviewSums({ page }: { page: ReviewPage }) {
  const texts = useTexts('reviews');
  const language = useLanguage();
  const average = averageStars(page, language);
  if (average === null) return null;
  const lines = page.spread.map((count, at) => ({ stars: at + 1, count })).toReversed();
  return (
    <Card>
      <div className="review-sum">
        <div>
          <div className="review-sum__average" aria-hidden="true">
            {average}
          </div>
          <Stars stars={Math.round(page.stars / page.count)} />
          <div className="muted tiny">{texts.count(page.count)}</div>
          <span className="unseen">{texts.average(average, texts.count(page.count))}</span>
        </div>
        <div className="review-spread" aria-hidden="true">
          {lines.map(({ stars, count }) => (
            <Line key={stars} stars={stars} count={count} share={count / page.count} />
          ))}
        </div>
        <span className="unseen">
          {lines.map(({ stars, count }) => `${texts.stars(stars)}: ${texts.count(count)}`).join('; ')}
        </span>
      </div>
    </Card>
  );
}

function Line({ stars, count, share }: { stars: number; count: number; share: number }) {
  return (
    <>
      <span>{stars}</span>
      <span className="review-spread__bar">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      <span className="review-spread__count">{count}</span>
    </>
  );
}
