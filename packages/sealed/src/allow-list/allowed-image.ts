import { type Canonical, canonicalJson } from '@spindle/shared';
import type { AttestationFault } from '@spindle/shared/attestation';
import type { AllowedMeasurements } from '../attestation/evidence/measurements.ts';
import { JsonReader } from '../attestation/json.ts';
import { must, Refusal, refuse } from '../attestation/refusal.ts';

/** One leaf of the list: an image that may run, by what a processor measures of it. */
export interface AllowedImage {
  measurements: AllowedMeasurements;
  image: {
    name: string;
    version: string;
    /** Of the published image, so that anybody can build it again and compare: `sha256:…`. */
    digest: string;
  };
  /** The GPUs that the image checks at boot and vouches for in its manifest. */
  gpu: GpuDemand;
}

export type GpuDemand = 'none' | 'HOPPER';

const WORDS = /^[\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const HASH_32 = /^[0-9a-f]{64}$/;
const HASH_48 = /^[0-9a-f]{96}$/;

/** The bytes that are hashed: canonical JSON, with its version in it. */
export const leafText = ({ measurements, image, gpu }: AllowedImage): string =>
  canonicalJson({ v: 1, measurements: plain(measurements), image: { ...image }, gpu });

/** Reads a leaf. Refusal: `allow_list_unreadable`, for anything but exactly what {@link leafText} writes. */
export function readLeaf(text: string): AllowedImage {
  const value = readImage(text);
  // Another order, another spelling, a field that nobody reads: such a leaf says other than what was reviewed.
  must(leafText(value) === text, 'allow_list_unreadable', { what: 'leaf' });
  return value;
}

/** The same for what people type: in any order, with any spaces, and still without a field that nobody compares. */
export function readLeafJson(text: string): { ok: true; value: AllowedImage } | { ok: false; fault: AttestationFault } {
  try {
    const value = readImage(text);
    const names = (json: unknown): string => JSON.stringify(sorted(json));
    must(names(JSON.parse(text)) === leafText(value), 'allow_list_unreadable', { what: 'a field that is not known' });
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** With the keys of each object in order. */
function sorted(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, sorted(value)]));
}

function readImage(text: string): AllowedImage {
  const json = JsonReader.parse(text, (what) => refuse('allow_list_unreadable', { what: what || 'leaf' }));
  return {
    measurements: readMeasurements(json.at('measurements')),
    image: {
      name: json.at('image').at('name').text(WORDS),
      version: json.at('image').at('version').text(WORDS),
      digest: json.at('image').at('digest').text(DIGEST),
    },
    gpu: json.at('gpu').text(/^(none|HOPPER)$/) === 'HOPPER' ? 'HOPPER' : 'none',
  };
}

function readMeasurements(json: JsonReader): AllowedMeasurements {
  const at = (name: string, pattern = HASH_48): string => json.at(name).text(pattern);
  const optional = <Name extends string>(name: Name, pattern = HASH_48): Partial<Record<Name, string>> => {
    const named: Partial<Record<Name, string>> = {};
    if (!json.at(name).isMissing) named[name] = at(name, pattern);
    return named;
  };
  if (json.at('platform').text(/^(tdx|snp)$/) === 'snp') {
    const measurement = at('measurement');
    return { platform: 'snp', measurement, ...optional('hostData', HASH_32), ...optional('idKeyDigest') };
  }
  const boot = { mrTd: at('mrTd'), rtmr0: at('rtmr0'), rtmr1: at('rtmr1'), rtmr2: at('rtmr2') };
  const programs = json.at('rtmr3').isMissing
    ? { composeHash: at('composeHash', HASH_32) }
    : { rtmr3: at('rtmr3'), ...optional('composeHash', HASH_32) };
  return { platform: 'tdx', ...boot, ...optional('mrConfigId'), ...programs };
}

/** Without the names that have no value. */
function plain(measurements: AllowedMeasurements): Record<string, Canonical> {
  const named: Record<string, Canonical> = {};
  for (const [name, value] of Object.entries(measurements)) if (value !== undefined) named[name] = value;
  return named;
}
