import { MeasuredRows } from './measured-rows.tsx';
import type { LeafWords } from './read-leaf.ts';

/** What a leaf names. */
export const LeafFacts = ({ words }: { words: LeafWords }) => (
  <MeasuredRows rows={[['digest', words.digest], ...words.measured]} />
);
