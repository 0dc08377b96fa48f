import type { DeviceStore } from '../telegram/index.ts';

const nameOf = (channel: string): string => `spindle_signed_${channel.slice(2, 26)}`;

/** The places for what is no secret: Telegram's secure storage holds ten things, and keys need them. */
const places = (stores: readonly DeviceStore[]) => stores.filter(({ kind }) => kind !== 'secure');

/**
 * The greatest total that this device remembers to have signed for a channel; null when it remembers none. The key is
 * nowhere else, so whoever says that more was signed, or more spent, is wrong.
 */
export async function signedBefore(channel: string, stores: readonly DeviceStore[]): Promise<bigint | null> {
  let most: bigint | null = null;
  for (const store of places(stores)) {
    const text = await store.get(nameOf(channel)).catch(() => null);
    const total = text && /^\d{1,19}$/.test(text) ? BigInt(text) : null;
    if (total !== null && (most === null || total > most)) most = total;
  }
  return most;
}

/** Remembers a total before it leaves this device. Where nothing can be kept, the market's figure is all there is. */
export async function rememberSigned(
  channel: string,
  totalNano: bigint,
  stores: readonly DeviceStore[],
): Promise<void> {
  const before = await signedBefore(channel, stores);
  if (before !== null && before >= totalNano) return;
  for (const store of places(stores)) {
    if (await store.set(nameOf(channel), totalNano.toString()).catch(() => false)) return;
  }
}
