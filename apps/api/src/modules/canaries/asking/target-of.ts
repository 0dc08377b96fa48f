import type { OfferRow } from '../../listings/index.ts';
import type { NodePresence } from '../../nodes/index.ts';
import type { Target } from './ask-as-buyer.ts';

/**
 * One of the models that the machine answers with now; another each time, where it has several. @param draw from 0 to 1.
 * @returns null when it answers with none that is offered, or with none that chats.
 */
export function targetOf(presence: NodePresence, offers: readonly OfferRow[], draw: number): Target | null {
  const own = offers.filter(
    ({ listingId, modelId, revision }) =>
      listingId === presence.listingId &&
      presence.loadedModels.has(modelId) &&
      presence.manifest.models.some((it) => it.model === modelId && it.revision === revision && isChat(it.abilities)),
  );
  const offer = own[Math.floor(draw * own.length)];
  return offer ? { presence, offer } : null;
}

const isChat = (abilities: readonly string[]): boolean => abilities.length === 0 || abilities.includes('chat');
