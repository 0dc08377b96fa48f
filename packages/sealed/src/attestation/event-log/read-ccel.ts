import { hex } from '@spindle/shared';
import { ByteReader } from '../byte-reader.ts';
import { must, refuse } from '../refusal.ts';
import { type BootEvent, REGISTERS } from './events.ts';

const SHA_384 = 0x0c;
const NO_ACTION = 3;
const SIGNATURE = hex(new TextEncoder().encode('Spec ID Event03\0'));
/** Kernels hand the whole table out; behind its last event it is filled up with this. */
const UNUSED = 0xffffffff;
const MAX_EVENTS = 4_096;

/**
 * Reads the binary log that the kernel shows as `/sys/firmware/acpi/tables/data/CCEL` (TCG PC Client Platform Firmware
 * Profile §10.2; UEFI 2.10 §38.4: register n of the log is RTMR n-1). Refusal: `event_log_malformed`.
 */
export function readCcel(bytes: Uint8Array): BootEvent[] {
  const reader = new ByteReader(bytes, 'event_log_malformed');
  const lengths = readHeader(reader);
  const events: BootEvent[] = [];
  while (reader.left >= 12) {
    const register = reader.u32();
    if (register === UNUSED) break;
    const type = reader.u32();
    const digest = readDigest(reader, lengths);
    const payload = reader.take(reader.u32());
    if (type === NO_ACTION) continue;
    must(register >= 1 && register <= REGISTERS, 'event_log_malformed', { what: 'register' });
    must(events.length < MAX_EVENTS, 'event_log_malformed', { what: 'too long' });
    events.push({ register: register - 1, type, digest, name: '', payload, version: 1 });
  }
  return events;
}

/** The first entry is in the old form, and names the hashes of all that follow. @returns bytes of each by its number. */
function readHeader(reader: ByteReader): Map<number, number> {
  reader.take(4);
  must(reader.u32() === NO_ACTION, 'event_log_malformed', { what: 'header' });
  reader.take(20);
  const header = new ByteReader(reader.take(reader.u32()), 'event_log_malformed');
  must(hex(header.take(16)) === SIGNATURE, 'event_log_malformed', { what: 'header' });
  header.take(8);
  const count = header.u32();
  must(count <= 8, 'event_log_malformed', { what: 'hashes' });
  return new Map(Array.from({ length: count }, () => [header.u16(), header.u16()]));
}

function readDigest(reader: ByteReader, lengths: ReadonlyMap<number, number>): Uint8Array {
  const count = reader.u32();
  must(count <= lengths.size, 'event_log_malformed', { what: 'hashes' });
  const digests = new Map<number, Uint8Array>();
  for (let at = 0; at < count; at++) {
    const hash = reader.u16();
    digests.set(hash, reader.take(lengths.get(hash) ?? refuse('event_log_malformed', { what: 'hash' })));
  }
  return digests.get(SHA_384) ?? refuse('event_log_malformed', { what: 'no SHA-384' });
}
