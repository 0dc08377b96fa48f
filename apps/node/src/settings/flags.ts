import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '@spindle/shared';

export const COMMANDS = [
  'join',
  'run',
  'status',
  'doctor',
  'pause',
  'resume',
  'drain',
  'update',
  'service',
  'claim',
  'eligible',
  'help',
] as const;
export type Command = (typeof COMMANDS)[number];

const OPTIONS = {
  again: { type: 'boolean' },
  abilities: { type: 'string' },
  broker: { type: 'string' },
  config: { type: 'string' },
  'dstack-socket': { type: 'string' },
  enclave: { type: 'string' },
  'enclave-image': { type: 'string' },
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
  'no-run': { type: 'boolean' },
  'payout-wallet': { type: 'string' },
  pccs: { type: 'string' },
  service: { type: 'boolean' },
  slots: { type: 'string' },
  'ton-api': { type: 'string' },
  'ton-api-key': { type: 'string' },
  version: { type: 'boolean', short: 'v' },
  yes: { type: 'boolean', short: 'y' },
} as const;

/** What `join` does besides joining. */
export interface JoinWishes {
  /** Joins anew, though this machine belongs somewhere. */
  isAgain: boolean;
  /** Goes online as a service of the system, instead of in this terminal. */
  isService: boolean;
  /** Does not go online by itself. */
  isOnlyJoin: boolean;
}

export const SERVICE_WORDS = ['install', 'uninstall', 'status'] as const;
export type ServiceWord = (typeof SERVICE_WORDS)[number];

export interface Flags {
  command: Command;
  isJson: boolean;
  isVersion: boolean;
  /** Nothing is asked; each question has its default. */
  isYes: boolean;
  join: JoinWishes;
  /** The word behind `service`. */
  service: ServiceWord;
  /** Values by name, from the flag or else the environment; what is empty is not given. */
  given: Partial<Record<GivenName, string>>;
}

const ENVIRONMENT = {
  abilities: 'SPINDLE_ABILITIES',
  home: 'SPINDLE_NODE_HOME',
  broker: 'SPINDLE_BROKER_URL',
  join: 'SPINDLE_JOIN_CODE',
  config: 'SPINDLE_NODE_CONFIG',
  'dstack-socket': 'SPINDLE_DSTACK_SOCKET',
  enclave: 'SPINDLE_ENCLAVE',
  'enclave-image': 'SPINDLE_ENCLAVE_IMAGE',
  engine: 'SPINDLE_ENGINE',
  'engine-url': 'SPINDLE_ENGINE_URL',
  'exposure-limit': 'SPINDLE_EXPOSURE_LIMIT',
  'payout-wallet': 'SPINDLE_PAYOUT_WALLET',
  pccs: 'SPINDLE_PCCS',
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
    const extra = command === 'join' || command === 'service' ? rest[0] : code;
    if (extra !== undefined) return fail('node_setting', { name: extra, hint: 'one word too many' });
    const service = SERVICE_WORDS.find((known) => known === (code ?? 'status'));
    if (command === 'service' && !service) {
      return fail('node_setting', { name: code ?? '', hint: `it is one of ${SERVICE_WORDS.join(', ')}` });
    }
    const given: Flags['given'] = {};
    for (const name of NAMES) {
      const value = values[name] ?? environ[ENVIRONMENT[name]];
      if (value) given[name] = value;
    }
    if (command === 'join' && code) given.join = code;
    const { again = false, service: isService = false, 'no-run': isOnlyJoin = false } = values;
    return ok({
      ...{ command, isJson: values.json ?? false, isVersion: values.version ?? false, isYes: values.yes ?? false },
      ...{ join: { isAgain: again, isService, isOnlyJoin }, service: service ?? 'status', given },
    });
  } catch (error) {
    const words = error instanceof Error ? error.message.split('.')[0] : '';
    return fail('node_setting', { name: argv.find((word) => word.startsWith('-')) ?? '', hint: words ?? 'unknown' });
  }
}
