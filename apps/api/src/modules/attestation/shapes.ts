import type { Tier } from '@spindle/shared';
import type { AttestationCode, AttestationFacts, AttestationFault } from '@spindle/shared/attestation';

// Types only: see the note in accounts/shapes.ts.

/** How a machine's evidence stands. */
export type EvidenceState = 'missing' | 'accepted' | 'refused' | 'expired';

/** State, why, by what and since when: one value for routing, for the machine's owner and for admins. */
export interface EvidenceStanding {
  state: EvidenceState;
  /** Why it is not accepted; null while it is. */
  code: AttestationCode | null;
  /** Names, numbers and hashes beside the code. */
  facts: AttestationFacts;
  /** Since when it stands so. */
  sinceMs: number;
  /** SHA-256 of the bundle that was judged; null where none could be read. */
  hash: string | null;
  /** The manifest that it vouches for, exactly; null unless accepted. */
  manifest: string | null;
  /** Until when it counts; null unless it was accepted. */
  untilMs: number | null;
  /** Why the last look came to nothing; what stands here is then from before. */
  unjudged: AttestationFault | null;
}

/** A machine that has shown evidence, as admins see it. */
export interface MachineOnBoard {
  nodeId: string;
  listingId: string;
  title: string;
  tier: Tier;
  isLinked: boolean;
  /** Its manifest is left out. */
  standing: EvidenceStanding;
}

export type * from './allow-list/shapes.ts';
