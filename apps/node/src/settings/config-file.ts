import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ABILITIES, fail, ok, type Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { systemReason } from '../home/home.ts';
import type { EarningsTexts } from './earnings-settings.ts';
import type { ModelSettings } from './model-settings.ts';

const text = z.string().check(z.minLength(1));
const ConfigSchema = z.strictObject({
  broker: z.optional(z.url()),
  slots: z.optional(z.int().check(z.minimum(1), z.maximum(1024))),
  exposureLimit: z.optional(text),
  payoutWallet: z.optional(text),
  tonApi: z.optional(text),
  tonApiKey: z.optional(text),
  models: z
    .array(
      z.discriminatedUnion('engine', [
        z.strictObject({
          engine: z.enum(['openai', 'vllm', 'sglang', 'ollama', 'llamacpp', 'cocoon']),
          model: z.optional(text),
          url: z.url(),
          key: z.optional(text),
          name: z.optional(text),
          abilities: z.optional(z.array(z.enum(ABILITIES)).check(z.minLength(1))),
        }),
        // `llama` is its older name.
        z.strictObject({ engine: z.enum(['embedded', 'llama']), model: z.optional(text), file: text }),
      ]),
    )
    .check(z.minLength(1)),
});

export interface ConfigFile {
  broker: string | null;
  slots: number | null;
  /** As the flags of the same names. */
  earnings: EarningsTexts;
  models: ModelSettings[];
}

/**
 * Reads a configuration file: JSON with `models` (each with its `engine`), and perhaps `broker` and `slots`.
 * Refusal: `node_setting`, naming the place in the file. @returns null when there is no such file.
 */
export async function readConfigFile(path: string): Promise<Result<ConfigFile | null>> {
  let raw: unknown;
  try {
    raw = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    // ENOTDIR: the data folder is no folder, which whoever opens it says better.
    if (['ENOENT', 'ENOTDIR'].includes(systemReason(error))) return ok(null);
    return fail('node_setting', {
      name: path,
      hint: error instanceof SyntaxError ? 'it is not JSON' : systemReason(error),
    });
  }
  const parsed = ConfigSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join('.') || 'the whole';
    return fail('node_setting', { name: path, hint: `${place}: ${issue?.message ?? 'unknown'}` });
  }
  const { broker = null, slots = null, models } = parsed.data;
  const { exposureLimit, payoutWallet, tonApi, tonApiKey } = parsed.data;
  const earnings = {
    ...(exposureLimit !== undefined && { 'exposure-limit': exposureLimit }),
    ...(payoutWallet !== undefined && { 'payout-wallet': payoutWallet }),
    ...(tonApi !== undefined && { 'ton-api': tonApi }),
    ...(tonApiKey !== undefined && { 'ton-api-key': tonApiKey }),
  };
  return ok({ broker, slots, earnings, models: models.map(toSettings) });
}

type ConfigModel = z.output<typeof ConfigSchema>['models'][number];

function toSettings(entry: ConfigModel): ModelSettings {
  const model = entry.model ?? null;
  if ('file' in entry) {
    return { model, engine: { kind: 'embedded', file: entry.file } };
  }
  const { engine: kind, url, key = null, name = null, abilities } = entry;
  return { model, engine: { kind, url, key, name, ...(abilities && { abilities }) } };
}

/**
 * Keeps what was said of engines when the machine joined, so that it starts again without being told. A file that is
 * there is its owner's, and stays.
 */
export async function writeConfigFile(
  path: string,
  { models, slots }: { models: readonly ModelSettings[]; slots: number | null },
): Promise<void> {
  const entries = models.map(({ model, engine }) => {
    const named = model === null ? {} : { model };
    if (engine.kind === 'embedded') return { engine: engine.kind, ...named, file: resolve(engine.file) };
    const { kind, url, key, name, abilities } = engine;
    return { engine: kind, ...named, url, ...(key && { key }), ...(name && { name }), ...(abilities && { abilities }) };
  });
  const text = JSON.stringify({ ...(slots !== null && { slots }), models: entries }, null, 2);
  try {
    await writeFile(path, `${text}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (systemReason(error) !== 'EEXIST') throw error;
  }
}
