import type { FoundModel, HardwareReport, MachineReport, TokenPrice } from '@spindle/shared';
import type { CreateListingInput, ListingState } from '../../listings/shapes.ts';

// Types only: see the note in accounts/shapes.ts.

/** A model of the machine, beside the one of the catalogue that it seems to be. */
export interface PairingModel extends FoundModel {
  match: { modelId: string; name: string; by: 'revision' | 'name' } | null;
}

/** A machine that waits, as whoever has its code sees it before they confirm. */
export interface PairingView {
  /** The same characters stand on the machine's own screen. */
  fingerprint: string;
  state: 'open' | 'joined';
  /** Where it belongs, once joined. */
  listingId: string | null;
  expiresAt: number;
  program: string;
  hardware: HardwareReport;
  report: MachineReport;
  models: PairingModel[];
  /** Whether this machine was this person's before. */
  isKnown: boolean;
  /** The listing that it would make. */
  suggestion: {
    title: string;
    hardwareId: string;
    gpuCount: number;
    offers: (TokenPrice & { modelId: string; from: 'market' | 'default' })[];
  };
  /** The person's listings that it may join instead; `sharedModels` says what of them the machine has. */
  listings: { listingId: string; title: string; state: ListingState; sharedModels: number }[];
}

export interface ConfirmPairingInput {
  code: string;
  /** As it was shown: another machine must not slip in behind the same code. */
  fingerprint: string;
  /** A listing that is there, or one to make. */
  listingId?: string | undefined;
  listing?: CreateListingInput | undefined;
}
