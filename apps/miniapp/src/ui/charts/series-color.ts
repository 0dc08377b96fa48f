/** By place: the largest series first. The last is for all others together. */
const COLORS = ['var(--link)', 'var(--violet)', 'var(--good)', 'var(--warn)', 'var(--bad)'];
const OTHERS_COLOR = 'var(--muted)';

export const colorOf = (id: string, place: number): string =>
  id === 'others' ? OTHERS_COLOR : (COLORS[place] ?? OTHERS_COLOR);
