import { fromBase64 } from '../base64.ts';
import { type BootEvent, readEventLog } from '../event-log/events.ts';
import type { GpuEvidence } from '../gpu/verify-gpu.ts';
import { JsonReader } from '../json.ts';
import { must, refuse } from '../refusal.ts';
import type { SnpEvidence } from '../snp/verify-snp.ts';
import { readCollateral, type TdxCollateral } from '../tdx/collateral.ts';

/** Evidence of one machine, read from the JSON that docs/attestation.md describes. */
export interface Evidence {
  /** The manifest's canonical JSON; null in evidence of machines that are not ours. */
  manifest: string | null;
  tdx: TdxEvidence | null;
  snp: SnpEvidence | null;
  gpu: GpuEvidence[] | null;
  /** A token of NVIDIA's service: `[["JWT", …], {"GPU-0": …}]`. */
  gpuToken: JsonReader | null;
}

export interface TdxEvidence {
  quote: Uint8Array;
  collateral: TdxCollateral;
  eventLog: BootEvent[] | null;
  /** dstack's program list, as text. */
  appCompose: string | null;
}

export const EVIDENCE_KIND = 'spindle-evidence';
const MAX_GPUS = 16;
/** Characters of the longest text: an event log's table of 256 kB in base64, GPU evidence. */
const MOST_TEXT = 400_000;

const malformed = (what: string): never => refuse('evidence_malformed', { what: what || 'JSON' });

/** Reads a bundle from what `JSON.parse` gave. Refusals: `evidence_malformed`, `event_log_malformed`. */
export async function readEvidence(value: unknown): Promise<Evidence> {
  const json = new JsonReader(value, '', malformed);
  must(json.at('v').raw === 1 && json.at('kind').raw === EVIDENCE_KIND, 'evidence_malformed', { what: 'kind' });
  const part = <Value>(name: string, read: (json: JsonReader) => Value): Value | null => optional(json.at(name), read);
  const evidence = {
    manifest: part('manifest', (it) => it.text(/^\{/, MOST_TEXT)),
    tdx: await part('tdx', readTdx),
    snp: part('snp', readSnp),
    gpu: part('gpu', readGpus),
    gpuToken: part('gpuToken', (it) => it),
  };
  // A machine is of one kind: two proofs in one bundle would leave open which one counts.
  must(!evidence.tdx || !evidence.snp, 'evidence_malformed', { what: 'tdx and snp' });
  return evidence;
}

const base64 = (json: JsonReader, name: string): Uint8Array =>
  fromBase64(json.at(name).text(/^/, MOST_TEXT)) ?? malformed(name);

const optional = <Value>(json: JsonReader, read: (json: JsonReader) => Value): Value | null =>
  json.isMissing ? null : read(json);

const readTdx = async (json: JsonReader): Promise<TdxEvidence> => ({
  quote: base64(json, 'quote'),
  collateral: readCollateral(json.at('collateral')),
  eventLog: await readLog(json),
  appCompose: optional(json.at('appCompose'), (it) => it.text(/^/, MOST_TEXT)),
});

/** The log as dstack's JSON (`eventLog`), or as the kernel's table (`ccel`) with what programs added behind it. */
async function readLog(json: JsonReader): Promise<BootEvent[] | null> {
  const log = optional(json.at('eventLog'), readEventLog);
  if (json.at('ccel').isMissing) return log;
  const { readCcel } = await import('../event-log/read-ccel.ts');
  return [...readCcel(base64(json, 'ccel')), ...(log ?? [])];
}

function readSnp(json: JsonReader): SnpEvidence {
  return {
    report: base64(json, 'report'),
    certificates: json.at('certificates').text(/^/, MOST_TEXT),
    crl: optional(json.at('crl'), () => base64(json, 'crl')),
  };
}

const readGpus = (json: JsonReader): GpuEvidence[] =>
  json.list(MAX_GPUS).map((gpu) => ({
    arch: gpu.at('arch').text(/^\w{1,32}$/),
    certificate: gpu.at('certificate').text(/^/, MOST_TEXT),
    evidence: gpu.at('evidence').text(/^/, MOST_TEXT),
    nonce: gpu.at('nonce').text(/^[0-9a-f]{64}$/i),
  }));
