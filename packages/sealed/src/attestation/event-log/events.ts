import { canonicalJson, hex, utf8 } from '@spindle/shared';
import { digest } from '../digest.ts';
import type { JsonReader } from '../json.ts';
import { must, refuse } from '../refusal.ts';

/** One thing that was started, in the form that dstack publishes and that a binary log is turned into. */
export interface BootEvent {
  /** The register that it extends: 0 to 3. */
  register: number;
  type: number;
  /** SHA-384, 48 bytes; empty where the payload says it all. */
  digest: Uint8Array;
  name: string;
  payload: Uint8Array;
  version: number;
}

export const REGISTERS = 4;
/** What programs extend while the machine runs (dstack: cc-eventlog, runtime_events.rs). */
export const RUNTIME_EVENT = 0x08000001;
const MAX_EVENTS = 4_096;

/** Reads a log in dstack's JSON. Refusal: `event_log_malformed`. */
export const readEventLog = (json: JsonReader): BootEvent[] =>
  json.list(MAX_EVENTS).map((event) => {
    const [digestJson, version] = [event.at('digest'), event.at('version')];
    const bytes = digestJson.isMissing ? new Uint8Array() : digestJson.bytes();
    if (bytes.length !== 0 && bytes.length !== 48) refuse('event_log_malformed', { what: 'digest' });
    return {
      register: event.at('imr').count(REGISTERS - 1),
      type: event.at('event_type').count(0xffffffff),
      digest: bytes,
      name: event.at('event').text(),
      payload: event.at('event_payload').bytes(),
      version: version.isMissing ? 1 : version.count(2),
    };
  });

/** Extended by running programs alone; firmware and boot loader extend those before it. */
const PROGRAMS_REGISTER = 3;

/**
 * What was measured for an event. For one of a running program that follows from its name and payload (version 1: type,
 * name and payload with colons between; version 2: canonical JSON), so what it says is what was measured.
 */
export async function measuredDigest(event: BootEvent): Promise<Uint8Array> {
  const { type, name, payload, version, digest: given } = event;
  if (type !== RUNTIME_EVENT) {
    // Under another type a program's event could be shown without its name, and so be hidden.
    must(event.register !== PROGRAMS_REGISTER, 'event_log_malformed', { what: 'type of an event in RTMR3' });
    must(given.length === 48, 'event_log_malformed', { what: 'digest' });
    return given;
  }
  if (version === 2) return digest('SHA-384', utf8(canonicalJson({ name, payload: hex(payload), type })));
  must(version === 1, 'event_log_malformed', { what: 'version' });
  // With a colon in a name, one measured event could be shown as another: the name would end wherever the log says.
  must(!name.includes(':'), 'event_log_malformed', { what: 'colon in a name' });
  return digest('SHA-384', RUNTIME_TYPE, utf8(`:${name}:`), payload);
}

/** The type, little-endian. */
const RUNTIME_TYPE = Uint8Array.of(1, 0, 0, 8);
