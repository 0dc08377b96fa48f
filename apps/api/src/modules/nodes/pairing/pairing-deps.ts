import type { Environment } from '@spindle/shared';
import type { ActorMemory } from '../../accounts/index.ts';
import type { WriteListingDeps } from '../../listings/index.ts';
import type { Guesses } from './guesses.ts';
import type { Waiters } from './waiters.ts';

export interface PairingParts extends WriteListingDeps {
  actors: ActorMemory;
  env: Environment;
  /** Ed25519 key (hex) that signs quotes. */
  brokerKey: string;
  /** Where people reach the Mini App outside Telegram. */
  publicUrl: string;
  /** The bot whose Mini App this is; null without one. */
  botUsername: string | null;
}

export interface PairingDeps extends PairingParts {
  guesses: Guesses;
  waiters: Waiters;
}
