import { useTexts } from '../../../i18n/index.ts';
import './reviews.css';

const ALL = [1, 2, 3, 4, 5] as const;

/** Five stars, so many of them full; read aloud as a number. */
export function Stars({ stars }: { stars: number }) {
  const texts = useTexts('reviews');
  return (
    <span className="stars" role="img" aria-label={texts.stars(stars)}>
      {ALL.map((each) => (
        <span key={each} className={each <= stars ? 'stars__on' : 'stars__off'} />
      ))}
    </span>
  );
}

interface StarChoiceProps {
  value: number;
  onChange: (stars: number) => void;
}

/** The same to choose from, each wide enough for a thumb. */
export function StarChoice({ value, onChange }: StarChoiceProps) {
  const texts = useTexts('reviews');
  return (
    <div className="star-choice" role="radiogroup" aria-label={texts.form.stars}>
      {ALL.map((each) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot look like this without a hidden twin
        <button
          key={each}
          type="button"
          role="radio"
          aria-checked={each === value}
          aria-label={texts.stars(each)}
          className={each <= value ? 'stars__on' : 'stars__off'}
          onClick={() => onChange(each)}
        />
      ))}
    </div>
  );
}
