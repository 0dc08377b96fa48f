import type { ActorMemory } from '../../accounts/index.ts';
import type { OfferMemory } from '../../listings/index.ts';

/** What this broker remembers of people and offers is old now; others forget it within five seconds. */
export function forgetPerson({ actors, offerMemory }: { actors: ActorMemory; offerMemory: OfferMemory }): void {
  actors.sessions.clear();
  actors.keys.clear();
  offerMemory.clear();
}
