import { signingKeyFromSeed } from '@spindle/sealed/node';
import { highloadWallet, readAddress } from '@spindle/ton';

/** What is no seed has a fault of its own. */
const SEED = /^[0-9a-f]{64}$/;

/**
 * The market's wallet: that of its key where the key is here, else the one that is named. Both, if they are the same.
 * @returns its raw address, or what is wrong as a sentence that names the variable.
 */
export function marketAddressOf(env: {
  MARKET_ADDRESS?: string | undefined;
  TREASURY_SEED?: string | undefined;
}): { ok: true; address: string } | { ok: false; fault: string } {
  const seed = env.TREASURY_SEED;
  const own = seed && SEED.test(seed) ? highloadWallet(signingKeyFromSeed(seed).publicKey).address : null;
  const named = env.MARKET_ADDRESS ? (readAddress(env.MARKET_ADDRESS)?.address ?? null) : null;
  if (env.MARKET_ADDRESS && !named) return fault('is no address on TON, or a digit of it is wrong');
  if (own && named && own !== named) return fault(`is not the wallet of TREASURY_SEED, which is ${own}`);
  const address = own ?? named;
  return address ? { ok: true, address } : fault('needed, or TREASURY_SEED, whose wallet it then is');
}

const fault = (what: string) => ({ ok: false as const, fault: `MARKET_ADDRESS: ${what}` });
