/** What a machine can prove about itself, strongest first. */
export const TIERS = ['confidential', 'verified', 'community'] as const;
export type Tier = (typeof TIERS)[number];

/** True when a machine of tier `has` may serve a buyer who asked for at least `wanted`. */
export function meetsTier(has: Tier, wanted: Tier): boolean {
  return TIERS.indexOf(has) <= TIERS.indexOf(wanted);
}

/** The tier that asks for more; null or undefined asks for nothing. */
export function strongerTier<A extends Tier | null | undefined, B extends Tier | null | undefined>(a: A, b: B): A | B {
  if (!a) return b;
  return !b || meetsTier(a, b) ? a : b;
}

/** The tier that proves least among several; undefined where there is none. */
export const weakestOf = (tiers: readonly Tier[]): Tier | undefined => TIERS.findLast((tier) => tiers.includes(tier));

/** `dev` marks everything made by the local world, so that no part of it can pass in production. */
export const ENVIRONMENTS = ['production', 'dev'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export const POLICIES = ['cheapest', 'fastest', 'balanced', 'private'] as const;
export type Policy = (typeof POLICIES)[number];
