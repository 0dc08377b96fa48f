import type { OpenedPairing, PairingNews, PairingOpening, PairingWait, Result } from '@spindle/shared';
import type { Actor } from '../../accounts/index.ts';
import { awaitPairing } from './await-pairing.ts';
import { cancelPairing } from './cancel-pairing.ts';
import { type ConfirmedPairing, confirmPairing } from './confirm-pairing.ts';
import { Guesses } from './guesses.ts';
import { lookAtPairing } from './look-at-pairing.ts';
import { openPairing } from './open-pairing.ts';
import type { PairingDeps, PairingParts } from './pairing-deps.ts';
import type { ConfirmPairingInput, PairingView } from './pairing-shapes.ts';
import { dropPairings } from './pairings.repo.ts';
import { refusePairing } from './refuse-pairing.ts';
import { Waiters } from './waiters.ts';

/** Machines that join without a code: they show one, and a person says whose they are. */
export interface Pairings {
  open(opening: PairingOpening): Promise<Result<OpenedPairing>>;
  wait(wait: PairingWait): Promise<Result<PairingNews>>;
  cancel(wait: PairingWait): Promise<Result<object>>;
  look(actor: Actor, input: { code: string }): Promise<Result<PairingView>>;
  confirm(actor: Actor, input: ConfirmPairingInput): Promise<Result<ConfirmedPairing>>;
  refuse(actor: Actor, input: { code: string }): Promise<Result<null>>;
  /** Clockwork: forgets what is over. @returns how many. */
  dropExpired(): Promise<number>;
  /** Answers all that wait: the broker stops. */
  close(): void;
}

/** A machine that was away for a while still hears what became of its code. */
const KEPT_MS = 60 * 60_000;

export function createPairings(parts: PairingParts): Pairings {
  const { db, clock } = parts;
  const deps: PairingDeps = { ...parts, guesses: new Guesses(() => clock.nowMs()), waiters: new Waiters() };
  return {
    open: (opening) => openPairing(deps, opening),
    wait: (wait) => awaitPairing(deps, wait),
    cancel: (wait) => cancelPairing(deps, wait),
    look: (actor, input) => lookAtPairing(deps, actor, input),
    confirm: (actor, input) => confirmPairing(deps, actor, input),
    refuse: (actor, input) => refusePairing(deps, actor, input),
    dropExpired: () => dropPairings(db.pool, clock.nowMs() - KEPT_MS),
    close: () => deps.waiters.close(),
  };
}
