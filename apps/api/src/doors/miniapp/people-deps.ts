import type * as accounts from '../../modules/accounts/index.ts';
import type * as listings from '../../modules/listings/index.ts';
import type { AppointAdminsDeps } from '../../modules/moderation/index.ts';

/** Everything that the use cases about people and what they list need. */
export type PeopleDeps = accounts.ActorDeps &
  accounts.TelegramLogInDeps &
  accounts.DevLogInDeps &
  accounts.ProveWalletDeps &
  listings.WriteListingDeps &
  AppointAdminsDeps & {
    /** How long a provider waits for a person at most, by the policy in force. */
    reviewMs?: () => number;
  };
