import { hex } from '@spindle/shared';
import { readCcel } from '../attestation/event-log/read-ccel.ts';
import { Refusal } from '../attestation/refusal.ts';

/** One event as bundles show it (dstack's JSON). */
export interface ShownEvent {
  imr: number;
  event_type: number;
  digest: string;
  event: string;
  event_payload: string;
  version?: number;
}

/**
 * The kernel's table of what was started, without its payloads: their digests are what is replayed, and a payload may be a
 * whole list of certificates. @returns null when the table is malformed.
 */
export function bootEventsOf(ccel: Uint8Array): ShownEvent[] | null {
  try {
    return readCcel(ccel).map(({ register, type, digest }) => ({
      ...{ imr: register, event_type: type, digest: hex(digest), event: '', event_payload: '' },
    }));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
