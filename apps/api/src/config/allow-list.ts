import { LIST_DELAY_SECONDS, type ListTerms, readAddress } from '@spindle/ton';
import * as z from 'zod';

/** The contract that says which images confidential machines may run. */
export interface AllowListConfig {
  /** Its terms, of which its address is made; null: there is none, and nothing is allowed. */
  allowList: ListTerms | null;
}

const address = z
  .string()
  .trim()
  .refine((text) => readAddress(text) !== null, { message: 'is no address of a wallet: EQ…, UQ… or 0:…' });

export const allowListVariables = z.object({
  ALLOW_LIST_OWNER: address.optional(),
  ALLOW_LIST_GUARDIAN: address.optional(),
});

export function toAllowListConfig(
  env: z.output<typeof allowListVariables> & { TON_NETWORK_ID: number },
): AllowListConfig {
  const owner = readAddress(env.ALLOW_LIST_OWNER ?? '')?.address;
  if (!owner) return { allowList: null };
  const guardian = readAddress(env.ALLOW_LIST_GUARDIAN ?? '')?.address ?? owner;
  const terms = {
    networkId: env.TON_NETWORK_ID,
    purpose: 'images',
    delaySeconds: LIST_DELAY_SECONDS,
    salt: 0n,
  } as const;
  return { allowList: { ...terms, owner, guardian } };
}
