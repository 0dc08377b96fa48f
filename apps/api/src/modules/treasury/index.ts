export { createTreasury, type Treasury, type TreasuryDeps } from './create-treasury.ts';
export {
  type Delivery,
  type Outgoing,
  type OutgoingKind,
  type OutgoingMessage,
  type OutgoingReason,
  type OutgoingState,
  PRIORITY,
} from './outgoing.ts';
export type { TreasuryStatus } from './status.repo.ts';
