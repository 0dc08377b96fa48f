import { hex, text } from '@spindle/shared';
import { ByteReader } from '../byte-reader.ts';
import { must } from '../refusal.ts';

/** What a GPU signed: a question for all of its measurements, and the answer (SPDM 1.1, GET_MEASUREMENTS). */
export interface SpdmMeasurements {
  /** Of the question, lower-case hex. */
  nonce: string;
  /** By index: the measured value, lower-case hex. */
  measurements: ReadonlyMap<number, string>;
  driverVersion: string;
  vbiosVersion: string;
  /** SHA-384 of the GPU's first firmware, lower-case hex. */
  firmwareId: string;
  signed: Uint8Array;
  /** r and s side by side. */
  signature: Uint8Array;
}

const VERSION = 0x11;
const GET_MEASUREMENTS = 0xe0;
const MEASUREMENTS = 0x60;
const ALL = 0xff;
const SIGNATURE_BYTES = 96;
/** Kinds of NVIDIA's opaque fields (nvtrust, SpdmMeasurementResponseMessage: OpaqueDataFieldId). */
const DRIVER_VERSION = 3;
const VBIOS_VERSION = 6;
const FIRMWARE_ID = 20;

const wrong = (what: string): { what: string } => ({ what });

/** Takes the evidence of one GPU apart. Refusal: `gpu_evidence_malformed`. */
export function readSpdm(bytes: Uint8Array): SpdmMeasurements {
  const reader = new ByteReader(bytes, 'gpu_evidence_malformed');
  const question = reader.take(37);
  const isQuestion = question[0] === VERSION && question[1] === GET_MEASUREMENTS && question[3] === ALL;
  must(isQuestion, 'gpu_evidence_malformed', wrong('question'));
  const head = reader.take(4);
  must(head[0] === VERSION && head[1] === MEASUREMENTS, 'gpu_evidence_malformed', wrong('answer'));
  const [count = 0, ...length] = reader.take(4);
  const record = reader.take((length[0] ?? 0) + (length[1] ?? 0) * 0x100 + (length[2] ?? 0) * 0x10000);
  const measurements = readMeasurements(record, count);
  reader.take(32);
  const opaque = readOpaque(reader.take(reader.u16()));
  const signature = reader.take(SIGNATURE_BYTES);
  must(reader.left === 0, 'gpu_evidence_malformed', wrong('bytes behind its end'));
  return {
    nonce: hex(question.subarray(4, 36)),
    measurements,
    driverVersion: text(opaque.get(DRIVER_VERSION) ?? new Uint8Array()).replace(/\0+$/, ''),
    vbiosVersion: vbiosText(opaque.get(VBIOS_VERSION)),
    firmwareId: hex(opaque.get(FIRMWARE_ID) ?? new Uint8Array()),
    signed: bytes.subarray(0, bytes.length - SIGNATURE_BYTES),
    signature,
  };
}

function readMeasurements(record: Uint8Array, count: number): Map<number, string> {
  const reader = new ByteReader(record, 'gpu_evidence_malformed');
  const measurements = new Map<number, string>();
  while (reader.left > 0) {
    const [index = 0, kind] = reader.take(2);
    const block = new ByteReader(reader.take(reader.u16()), 'gpu_evidence_malformed');
    block.take(1);
    const value = block.take(block.u16());
    const isWhole = kind === 1 && block.left === 0 && !measurements.has(index);
    must(isWhole, 'gpu_evidence_malformed', wrong(`measurement ${index}`));
    measurements.set(index, hex(value));
  }
  must(measurements.size === count, 'gpu_evidence_malformed', wrong('count of measurements'));
  return measurements;
}

function readOpaque(bytes: Uint8Array): Map<number, Uint8Array> {
  const reader = new ByteReader(bytes, 'gpu_evidence_malformed');
  const fields = new Map<number, Uint8Array>();
  while (reader.left > 0) {
    const kind = reader.u16();
    fields.set(kind, reader.take(reader.u16()));
  }
  return fields;
}

/** As NVIDIA writes it: 96.00.A5.00.01. */
function vbiosText(bytes: Uint8Array | undefined): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes ?? [];
  return [d, c, b, a, e].map((byte) => hex(Uint8Array.of(byte)).toUpperCase()).join('.');
}
