import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '@spindle/shared';

export const COMMANDS = ['join', 'run', 'status', 'doctor', 'claim', 'help'] as const;
export type Command = (typeof COMMANDS)[number];

const OPTIONS = {
  abilities: { type: 'string' },
  broker: { type: 'string' },
  config: { type: 'string' },
  engine: { type: 'string' },
  'engine-key': { type: 'string' },
  'engine-model': { type: 'string' },
  'engine-url': { type: 'string' },
  'exposure-limit': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  home: { type: 'string' },
  join: { type: 'string' },
  json: { type: 'boolean' },
  model: { type: 'string' },
  'model-file': { type: 'string' },
  'payout-wallet': { type: 'string' },
  slots: { type: 'string' },
  'ton-api': { type: 'string' },
  'ton-api-key': { type: 'string' },
  version: { type: 'boolean', short: 'v' },
} as const;

export interface Flags {
  command: Command;
  isJson: boolean;
  isVersion: boolean;
  /** Values by name, from the flag or else the environment; what is empty is not given. */
  given: Partial<Record<GivenName, string>>;
}

const ENVIRONMENT = {
  abilities: 'SPINDLE_ABILITIES',
  home: 'SPINDLE_NODE_HOME',
  broker: 'SPINDLE_BROKER_URL',
  join: 'SPINDLE_JOIN_CODE',
  config: 'SPINDLE_NODE_CONFIG',
  engine: 'SPINDLE_ENGINE',
  'engine-url': 'SPINDLE_ENGINE_URL',
  'exposure-limit': 'SPINDLE_EXPOSURE_LIMIT',
  'payout-wallet': 'SPINDLE_PAYOUT_WALLET',
  'ton-api': 'SPINDLE_TON_API',
  'ton-api-key': 'SPINDLE_TON_API_KEY',
  'engine-key': 'SPINDLE_ENGINE_KEY',
  'engine-model': 'SPINDLE_ENGINE_MODEL',
  model: 'SPINDLE_MODEL',
  'model-file': 'SPINDLE_MODEL_FILE',
  slots: 'SPINDLE_SLOTS',
} as const;
export type GivenName = keyof typeof ENVIRONMENT;
const NAMES = Object.keys(ENVIRONMENT).filter((name): name is GivenName => name in ENVIRONMENT);

/** Reads the command line, with the environment behind it. Refusal: `node_setting`. */
export function readFlags(argv: readonly string[], environ: Record<string, string | undefined>): Result<Flags> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    const [word = 'help', code, ...rest] = positionals;
    const command = values.help ? 'help' : COMMANDS.find((known) => known === word);
    if (!command) return fail('node_setting', { name: word, hint: `commands are ${COMMANDS.join(', ')}` });
    const extra = command === 'join' ? rest[0] : code;
    if (extra !== undefined) return fail('node_setting', { name: extra, hint: 'one word too many' });
    const given: Flags['given'] = {};
    for (const name of NAMES) {
      const value = values[name] ?? environ[ENVIRONMENT[name]];
      if (value) given[name] = value;
    }
    if (command === 'join' && code) given.join = code;
    return ok({ command, isJson: values.json ?? false, isVersion: values.version ?? false, given });
  } catch (error) {
    const words = error instanceof Error ? error.message.split('.')[0] : '';
    return fail('node_setting', { name: argv.find((word) => word.startsWith('-')) ?? '', hint: words ?? 'unknown' });
  }
}
