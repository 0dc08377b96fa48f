import type { KeyView } from '../../lib/api/index.ts';
import './build.css';

const NEAR = 0.8;

/** How much of its cap a key has spent; nothing for a key without one. */
export function CapBar({ view }: { view: KeyView }) {
  if (view.capNano === null || view.capNano === 0n) return null;
  const share = Math.min(1, Number((view.spentNano * 1_000n) / view.capNano) / 1_000);
  return (
    <span className="cap-bar" aria-hidden="true">
      <span className={share >= NEAR ? 'cap-bar__near' : undefined} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
