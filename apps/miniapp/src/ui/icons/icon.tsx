import type { IconName } from './lucide-names.ts';
import sprite from './sprite.svg';
import './icon.css';

export type { IconName } from './lucide-names.ts';

/**
 * Decoration only: the words beside it, or the button's label, say what it means. The shapes stand in one picture that
 * `index.html` fetches beside the first script, which they would make heavier.
 */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg aria-hidden="true" className="icon" width={size} height={size}>
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
