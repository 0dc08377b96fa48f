import {
  type EngineTelemetry,
  EngineTelemetrySchema,
  type Fault,
  GpuTelemetrySchema,
  MOST_ENGINES_TOLD,
  type Telemetry,
} from '@spindle/shared';
import type { EngineFacts, EngineLoad } from '../engines/index.ts';
import type { Models, ModelView } from '../models.ts';
import type { GpuWatch } from './gpu-watch.ts';

const MOST_WARNINGS = 8;

/** What this machine and its engines tell now. Asks them all at the same time, and waits for none of them long. */
export async function collectTelemetry(
  models: Pick<Models, 'served'>,
  gpus: Pick<GpuWatch, 'read'>,
): Promise<Telemetry> {
  const told = models.served.slice(0, MOST_ENGINES_TOLD).map(engineTelemetry);
  const [engines, cards] = await Promise.all([Promise.all(told), gpus.read()]);
  return {
    type: 'telemetry',
    v: 1,
    // What a program or a tool told in another form is left out: the market lets nodes go that tell nonsense.
    engines: engines.filter((engine) => EngineTelemetrySchema.safeParse(engine).success),
    gpus: cards.filter((card) => GpuTelemetrySchema.safeParse(card).success),
  };
}

async function engineTelemetry({ model, engine, fault, faultSinceMs }: ModelView): Promise<EngineTelemetry> {
  const facts = engine.facts ?? null;
  // An engine that is down is asked often enough by its check.
  const load = fault ? null : ((await engine.readLoad?.()) ?? null);
  return {
    model,
    ...factsTold(facts, model),
    ...loadTold(load),
    code: fault?.code ?? null,
    sinceMs: faultSinceMs,
    warnings: codesOf(engine.warnings ?? []),
  };
}

function factsTold(facts: EngineFacts | null, model: string) {
  const { name = model, revision = null, quantisation = null, contextLength = null } = facts?.model ?? {};
  const cost = facts?.cost ?? null;
  return {
    kind: facts?.kind ?? 'unknown',
    version: facts?.version ?? null,
    ...{ name, revision, quantisation, contextLength },
    slots: facts?.slots ?? null,
    cost: cost && {
      inputNanoPerMTok: String(cost.inputNanoPerMTok),
      cachedNanoPerMTok: String(cost.cachedNanoPerMTok),
      outputNanoPerMTok: String(cost.outputNanoPerMTok),
    },
  };
}

/** Rounded, so that what hardly changes is not told again. */
function loadTold(load: EngineLoad | null) {
  return {
    running: whole(load?.running),
    waiting: whole(load?.waiting),
    kvUsage: rounded(load?.kvUsage, 100),
    tokensPerSecond: rounded(load?.tokensPerSecond, 10),
  };
}

const whole = (value: number | null | undefined): number | null => rounded(value, 1);

function rounded(value: number | null | undefined, parts: number): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : Math.round(value * parts) / parts;
}

const codesOf = (faults: readonly Fault[]): string[] => faults.slice(0, MOST_WARNINGS).map(({ code }) => code);
