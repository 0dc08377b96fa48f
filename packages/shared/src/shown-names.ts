/**
 * What nobody sees, or what turns the order of letters around (Unicode: controls, formats, unassigned, private; fillers that look
 * like nothing). A zero-width joiner is among them, so joined emoji are too.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\u115f\u1160\u2028\u2029\u3164\uffa0]|\u034f/gu;
/** More marks on one letter than any language puts there: they run over the lines above and below. */
const TOWERS = /\p{M}{4,}/u;
const ALPHABETS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** Why a name that strangers read could pass for another one. */
export type NameTrick = 'unseen' | 'towers' | 'mixed';

/** What is wrong with a name; null when it is what it looks like. Letters of two alphabets within one word are a look-alike. */
export function trickInName(name: string): NameTrick | null {
  if (name.search(UNSEEN) >= 0) return 'unseen';
  if (TOWERS.test(name)) return 'towers';
  const words = name.split(/[^\p{L}\p{M}]+/u);
  const isMixed = words.some((word) => ALPHABETS.filter((letters) => letters.test(word)).length > 1);
  return isMixed ? 'mixed' : null;
}

/** A name that somebody else gave, without what is not seen. */
export const seenName = (name: string): string => name.replace(UNSEEN, '').trim();
