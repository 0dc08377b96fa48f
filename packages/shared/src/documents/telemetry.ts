import * as z from 'zod/mini';
import { amount, count, shortText, timeMs } from './fields.ts';

/*
 * How a machine and its engines are, as the machine says: for people to look at and to hold against what is measured,
 * never to trust. Small and bounded, since a broker keeps the newest of each node. `null` is what nobody told.
 */

const share = z.number().check(z.minimum(0), z.maximum(1));
const most = (limit: number) => z.number().check(z.minimum(0), z.maximum(limit));
/** A code of `ErrorCode`; those of later versions are shown as they are. */
const code = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,63}$/));

export const MOST_ENGINES_TOLD = 16;
export const MOST_GPUS_TOLD = 16;

/** What a token costs the owner, decimal nano per million tokens. */
export const EngineCostSchema = z.object({
  inputNanoPerMTok: amount,
  cachedNanoPerMTok: amount,
  outputNanoPerMTok: amount,
});

/** An engine and the model that it serves for the market. */
export const EngineTelemetrySchema = z.object({
  /** The market's name of the model. */
  model: shortText,
  /** Of `ENGINE_KINDS` of the node's program. */
  kind: shortText,
  version: z.nullable(shortText),
  /** What the engine says of the model: its name there, what exactly is loaded, how it is quantised, how long a context. */
  name: shortText,
  revision: z.nullable(shortText),
  quantisation: z.nullable(shortText),
  contextLength: z.nullable(count),
  /** Answers at a time that the engine takes. */
  slots: z.nullable(count),
  /** Set where the owner pays for each token: an offer below it loses money. */
  cost: z.nullable(EngineCostSchema),
  /** Over all that ask the engine, not only the market. */
  running: z.nullable(count),
  waiting: z.nullable(count),
  kvUsage: z.nullable(share),
  tokensPerSecond: z.nullable(most(10_000_000)),
  /** Why it answers nothing, and since when; null while it answers. */
  code: z.nullable(code),
  sinceMs: z.nullable(timeMs),
  /** What its owner should see to though it works. */
  warnings: z.array(code).check(z.maxLength(8)),
});
export type EngineTelemetry = z.output<typeof EngineTelemetrySchema>;

export const GpuTelemetrySchema = z.object({
  name: z.nullable(shortText),
  temperatureC: z.nullable(z.number().check(z.minimum(-100), z.maximum(300))),
  utilisation: z.nullable(share),
  vramUsedMb: z.nullable(most(100_000_000)),
  vramTotalMb: z.nullable(most(100_000_000)),
  powerW: z.nullable(most(100_000)),
});
export type GpuTelemetry = z.output<typeof GpuTelemetrySchema>;

/** Told on change and every few seconds at most. No GPU is an empty list: a CPU-only machine. */
export const TelemetrySchema = z.object({
  type: z.literal('telemetry'),
  v: z.literal(1),
  engines: z.array(EngineTelemetrySchema).check(z.maxLength(MOST_ENGINES_TOLD)),
  gpus: z.array(GpuTelemetrySchema).check(z.maxLength(MOST_GPUS_TOLD)),
});
export type Telemetry = z.output<typeof TelemetrySchema>;
