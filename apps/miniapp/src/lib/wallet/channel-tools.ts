import { Buffer } from 'buffer';

/** What a deposit needs of `@ton/core`: fetched when someone deposits, with the `Buffer` that it expects. */
export async function loadChannelTools() {
  globalThis.Buffer ??= Buffer;
  const { channelAddress, depositMessage } = await import('@spindle/ton/channel');
  return { channelAddress, depositMessage };
}
