import { Buffer } from 'buffer';

/** What a transfer to an escrow needs of `@ton/core`: fetched when someone makes one, with the `Buffer` that it expects. */
export async function loadChannelTools() {
  globalThis.Buffer ??= Buffer;
  const channel = await import('@spindle/ton/channel');
  const { channelAddress, depositMessage, friendlyAddress, leaveMessage, transferLinks } = channel;
  return {
    ...{ channelAddress, depositMessage, friendlyAddress, leaveMessage, transferLinks },
    extraNano: channel.TOP_UP_EXTRA_NANO,
    messageNano: channel.MESSAGE_VALUE_NANO,
    reserveNano: channel.STORAGE_RESERVE_NANO,
  };
}

export type ChannelTools = Awaited<ReturnType<typeof loadChannelTools>>;

/** What a deposit brings above its amount, for gas and the contract's storage. What is not needed comes back. */
export async function depositExtraNano(): Promise<bigint> {
  return (await loadChannelTools()).extraNano;
}
