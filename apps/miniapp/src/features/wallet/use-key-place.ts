import { useQuery } from '@tanstack/react-query';
import type { ChannelView } from '../../lib/api/index.ts';
import { deviceStores } from '../../lib/telegram/index.ts';
import { findSessionKey, type KeptKey } from '../../lib/wallet/index.ts';

/** Where this device keeps the key of a channel: `elsewhere` when it does not have it; null until that is known. */
export function useKeyPlace(channel: ChannelView | null): KeptKey['kind'] | 'elsewhere' | null {
  const sessionKey = channel?.sessionKey ?? '';
  const place = useQuery({
    queryKey: ['session-key', sessionKey],
    queryFn: async () => (await findSessionKey(sessionKey, deviceStores()))?.kind ?? 'elsewhere',
    enabled: channel !== null,
    retry: false,
  });
  return place.data ?? null;
}
