import { type Ability, ok, type Result } from '@spindle/shared';
import type { Engine } from '../engine.ts';
import type { EngineFacts } from '../facts.ts';
import { answer } from './answer.ts';
import type { Attached, Described, Dialect, HttpEngineKind, Patience } from './dialect.ts';
import { findAbilities } from './find-abilities.ts';
import { chooseEngineModel, type ListedModel, listModels } from './list-models.ts';
import type { Target } from './request-body.ts';
import { serverAt } from './server.ts';

export interface HttpSettings {
  /** `openai` means any program: which it is, is found out. */
  kind: HttpEngineKind;
  /** Base address, such as `http://127.0.0.1:8000/v1`. */
  url: string;
  key: string | null;
  /** The model's name at the engine; null finds it. */
  name: string | null;
  /** What the owner says that it can do; left out finds it out. */
  abilities?: readonly Ability[] | undefined;
}

export interface HttpParts {
  /** The market's name of the model. */
  model: string;
  /** Before anything is known of the program. */
  dialect: Dialect;
  /** Which program has such a list of models. */
  dialectOf: (listed: readonly ListedModel[]) => Dialect;
  /** Instead of the program's own. */
  patience?: Patience | undefined;
}

/** Any program that speaks OpenAI's API over HTTP. */
export function createHttpEngine(settings: HttpSettings, parts: HttpParts): Engine {
  const { model, dialectOf } = parts;
  const targetOf = (dialect: Dialect, name: string, attached?: Attached): Target => {
    const server = { ...serverAt(settings.url, settings.key), isKeptAlive: dialect.isKeptAlive ?? true };
    const patience = parts.patience ?? dialect.patience;
    return { ...server, name, dialect, attached: attached ?? dialect.attach(server), patience };
  };
  let target = targetOf(parts.dialect, settings.name ?? model);
  let abilities: readonly Ability[] = settings.abilities ?? [];
  let described: Described | null = null;
  let facts: EngineFacts | null = null;
  /** What the abilities were found out of: another model, or another program at the address, is tried anew. */
  let tried = '';

  const point = (listed: readonly ListedModel[], name: string): void => {
    const dialect = dialectOf(listed);
    target = targetOf(dialect, name, dialect === target.dialect ? target.attached : undefined);
  };
  const findOut = async (): Promise<Result<null>> => {
    const current = `${target.dialect.kind} ${target.name}`;
    if (settings.abilities || tried === current) return ok(null);
    const able = await findAbilities(target);
    if (!able.ok) return able;
    abilities = able.value.abilities;
    tried = able.value.isWhole ? current : '';
    return ok(null);
  };
  return {
    get name() {
      return target.dialect.name;
    },
    get abilities() {
      return abilities;
    },
    get facts() {
      return facts;
    },
    get warnings() {
      return described?.warnings ?? [];
    },
    check: async (): Promise<Result<null>> => {
      const listed = await listModels(target);
      if (!listed.ok) return listed;
      const names = listed.value.map(({ id }) => id);
      const chosen = chooseEngineModel(names, settings.name, model);
      if (!chosen.ok) return chosen;
      point(listed.value, chosen.value);
      const health = await target.attached.health?.(listed.value, chosen.value);
      if (health && !health.ok) return health;
      described = await target.attached.describe(listed.value, chosen.value);
      facts = factsOf(target, described);
      return findOut();
    },
    readLoad: () => target.attached.readLoad(target.name),
    answer: (ask, signal, hear) => answer(target, ask, signal, hear),
    close: async () => {},
  };
}

function factsOf({ dialect, name }: Target, { version, models, slots, cost }: Described): EngineFacts {
  const told = models.find((model) => model.name === name);
  const nothing = { name, revision: null, quantisation: null, contextLength: null };
  return { kind: dialect.kind, version, model: told ?? nothing, slots, cost: cost ?? null };
}
