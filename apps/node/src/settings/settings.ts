import { join } from 'node:path';
import { ABILITIES, type Ability, fail, ok, REQUEST_KINDS, type Result } from '@spindle/shared';
import type { EarningsSettings } from '../earnings/earnings-settings.ts';
import type { EnclaveSettings } from '../enclave/enclave-settings.ts';
import { ENGINE_KINDS, type EngineSettings } from '../engines/index.ts';
import { defaultHome } from '../home/home.ts';
import { readConfigFile } from './config-file.ts';
import { readEarningsSettings } from './earnings-settings.ts';
import { readEnclaveSettings } from './enclave-settings.ts';
import type { Flags } from './flags.ts';
import type { ModelSettings } from './model-settings.ts';

/** Everything that the owner decides: flags, else environment, else the configuration file. */
export interface Settings {
  home: string;
  /** A configuration file other than the data folder's own. */
  configFile: string | null;
  brokerUrl: string | null;
  joinCode: string | null;
  /** Null leaves it to the engine. */
  slots: number | null;
  earnings: EarningsSettings;
  enclave: EnclaveSettings;
  /** Empty when nothing was said of engines. */
  models: ModelSettings[];
}

const MAX_SLOTS = 1_024;

/** Refusal: `node_setting`. */
export async function readSettings({ given }: Flags): Promise<Result<Settings>> {
  const home = given.home ?? defaultHome();
  const file = await readConfigFile(given.config ?? join(home, 'config.json'));
  if (!file.ok) return file;
  if (given.config && !file.value)
    return fail('node_setting', { name: '--config', hint: `there is no file ${given.config}` });
  const engine = readEngine(given);
  if (!engine.ok) return engine;
  const brokerUrl = readUrl('--broker', given.broker ?? file.value?.broker ?? null);
  if (!brokerUrl.ok) return brokerUrl;
  const slots = readSlots(given.slots, file.value?.slots ?? null);
  if (!slots.ok) return slots;
  const earnings = readEarningsSettings(given, file.value?.earnings ?? {});
  if (!earnings.ok) return earnings;
  const enclave = readEnclaveSettings(given);
  if (!enclave.ok) return enclave;
  const models = engine.value ? [{ model: given.model ?? null, engine: engine.value }] : (file.value?.models ?? []);
  return ok({
    configFile: given.config ?? null,
    ...{ home, brokerUrl: brokerUrl.value, joinCode: given.join ?? null, slots: slots.value },
    ...{ earnings: earnings.value, enclave: enclave.value, models },
  });
}

/** The engine of the flags; null when they name none. */
function readEngine(given: Flags['given']): Result<EngineSettings | null> {
  const file = given['model-file'];
  const url = given['engine-url'];
  const word = given.engine ?? (file ? 'embedded' : url ? 'openai' : null);
  if (word === null) return ok(null);
  // Its older name.
  const kind = word === 'llama' ? 'embedded' : ENGINE_KINDS.find((known) => known === word);
  if (kind === 'embedded') {
    return file
      ? ok({ kind, file })
      : fail('node_setting', { name: '--model-file', hint: 'the embedded engine needs a GGUF file' });
  }
  if (!kind) return fail('node_setting', { name: '--engine', hint: `it is one of ${ENGINE_KINDS.join(', ')}` });
  if (!url) return fail('node_setting', { name: '--engine-url', hint: 'such as http://127.0.0.1:8000/v1' });
  const checked = readUrl('--engine-url', url);
  if (!checked.ok) return checked;
  const abilities = readAbilities(given.abilities);
  if (!abilities.ok) return abilities;
  const key = given['engine-key'] ?? null;
  return ok({ kind, url, key, name: given['engine-model'] ?? null, ...abilities.value });
}

/** What the owner says that the engine can do; nothing said leaves it to be found out. */
function readAbilities(given: string | undefined): Result<{ abilities?: Ability[] }> {
  if (given === undefined) return ok({});
  const words = given.split(',').map((word) => word.trim());
  const abilities = ABILITIES.filter((ability) => words.includes(ability));
  const strange = words.find((word) => !ABILITIES.some((ability) => ability === word));
  if (strange === undefined && REQUEST_KINDS.some((kind) => abilities.includes(kind))) return ok({ abilities });
  return fail('node_setting', {
    name: '--abilities',
    hint: `at least one of ${REQUEST_KINDS.join(', ')}, and perhaps ${ABILITIES.slice(REQUEST_KINDS.length).join(', ')}`,
  });
}

function readUrl(name: string, url: string | null): Result<string | null> {
  if (url === null) return ok(null);
  const isUrl = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isUrl
    ? ok(url.replace(/\/+$/, ''))
    : fail('node_setting', { name, hint: 'it must begin with http:// or https://' });
}

function readSlots(given: string | undefined, inFile: number | null): Result<number | null> {
  if (given === undefined) return ok(inFile);
  const slots = Number(given);
  const isRight = Number.isInteger(slots) && slots >= 1 && slots <= MAX_SLOTS;
  return isRight ? ok(slots) : fail('node_setting', { name: '--slots', hint: `a whole number from 1 to ${MAX_SLOTS}` });
}
