import { Buffer } from 'buffer';

/** What a deposit needs of `@ton/core`: fetched when someone deposits, with the `Buffer` that it expects. */
export async function loadChannelTools() {
  globalThis.Buffer ??= Buffer;
  const { channelAddress, depositMessage, TOP_UP_EXTRA_NANO } = await import('@spindle/ton/channel');
  return { channelAddress, depositMessage, extraNano: TOP_UP_EXTRA_NANO };
}

/** What a deposit brings above its amount, for gas and the contract's storage. What is not needed comes back. */
export async function depositExtraNano(): Promise<bigint> {
  return (await loadChannelTools()).extraNano;
}
