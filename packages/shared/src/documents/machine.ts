import * as z from 'zod/mini';
import { count, hex32, shortText } from './fields.ts';

const many = <Item extends z.ZodMiniType>(item: Item, most: number) => z.array(item).check(z.maxLength(most));

export const GpuReportSchema = z.object({
  maker: z.enum(['nvidia', 'amd', 'apple', 'other']),
  name: shortText,
  /** Null where no tool tells it. */
  memoryMb: z.nullable(count),
  /** Such as `9.0`: NVIDIA only. */
  computeCapability: z.nullable(shortText),
  /** Shared out in parts (NVIDIA's MIG), so that this program may have a part of it only. */
  isMig: z.boolean(),
  /** SHA-256 of the maker's unique id: the same card twice can be seen, and its id cannot. */
  fingerprint: z.nullable(hex32),
});
export type GpuReport = z.output<typeof GpuReportSchema>;

/** What the machine has to prove itself with. That it is there proves nothing yet. */
export const EnclaveReportSchema = z.object({
  /** Intel TDX: this is a guest that can be attested. */
  tdx: z.boolean(),
  /** AMD SEV-SNP: the same. */
  sevSnp: z.boolean(),
  /** Linux' one way to ask for evidence, `/sys/kernel/config/tsm/report`. */
  configfsTsm: z.boolean(),
  /** NVIDIA's confidential mode; null where no tool tells it. */
  gpuConfidential: z.nullable(z.boolean()),
});
export type EnclaveReport = z.output<typeof EnclaveReportSchema>;

/** A model that an engine of the machine names, as far as the engine tells. */
export const FoundModelSchema = z.object({
  /** The engine's own name for it. */
  name: shortText,
  /** The program that runs it, such as `vLLM`. */
  engine: shortText,
  /** Where its weights come from, when that is another name: a repository or file. */
  source: z.nullable(shortText),
  /** Commit or digest of the weights. */
  revision: z.nullable(shortText),
  quantisation: z.nullable(shortText),
  contextLength: z.nullable(count),
});
export type FoundModel = z.output<typeof FoundModelSchema>;

export const FINDING_OUTCOMES = ['ok', 'warn', 'bad'] as const;

/** One thing that the self-test looked at. `code` is an error's, and its text says what to do; null where all is well. */
export const SelfTestFindingSchema = z.object({
  check: shortText,
  outcome: z.enum(FINDING_OUTCOMES),
  code: z.nullable(shortText),
  facts: z.record(z.string().check(z.regex(/^[a-zA-Z]{1,40}$/)), z.union([shortText, z.number()])),
});
export type SelfTestFinding = z.output<typeof SelfTestFindingSchema>;

/** What a machine found out about itself when it joined. For people to compare with what is measured; never trusted. */
export const MachineReportSchema = z.object({
  v: z.literal(1),
  /** By the machine's own clock, Unix milliseconds. */
  atMs: count,
  kind: z.enum(['gpu', 'apple', 'cpu']),
  gpus: many(GpuReportSchema, 64),
  driver: z.nullable(shortText),
  cpu: shortText,
  threads: count,
  memoryMb: count,
  diskFreeMb: z.nullable(count),
  os: shortText,
  enclave: EnclaveReportSchema,
  /** SHA-256 of what names this machine: its cards and its installation. */
  fingerprints: many(hex32, 80),
  models: many(FoundModelSchema, 100),
  selfTest: many(SelfTestFindingSchema, 40),
});
export type MachineReport = z.output<typeof MachineReportSchema>;

/** The short form, which nodes from before tell too; for people to read, never trusted. */
export const HardwareReportSchema = z.object({
  gpu: z.nullable(shortText),
  vramGb: z.nullable(z.number().check(z.minimum(0))),
  cpu: shortText,
  ramGb: z.number().check(z.minimum(0)),
  os: shortText,
});
export type HardwareReport = z.output<typeof HardwareReportSchema>;

/** What a report comes to in short. */
export function hardwareOf(report: MachineReport): HardwareReport {
  const [first, ...more] = report.gpus;
  const name = first && (more.length > 0 ? `${report.gpus.length} × ${first.name}` : first.name);
  return {
    gpu: name?.slice(0, 200) ?? null,
    vramGb: first?.memoryMb == null ? null : Math.round(first.memoryMb / 1024),
    cpu: `${report.cpu} × ${report.threads}`.slice(0, 200),
    ramGb: Math.round(report.memoryMb / 1024),
    os: report.os,
  };
}
