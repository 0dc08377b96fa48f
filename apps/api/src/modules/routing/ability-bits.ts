import { ABILITIES } from '@spindle/shared';

const BITS: ReadonlyMap<string, number> = new Map(ABILITIES.map((ability, at) => [ability, 2 ** at]));

/** Abilities as bits of one number, so that thousands of machines are compared at once. Unknown words are passed over. */
export const abilityBits = (abilities: Iterable<string>): number => {
  let bits = 0;
  for (const ability of abilities) bits |= BITS.get(ability) ?? 0;
  return bits;
};
