import { parseArgs } from 'node:util';
import { ENVIRONMENTS, type Environment, fail, ok, type Result } from '@spindle/shared';
import { standingOf } from '@spindle/ton/pinned-list';

/** Everything that is decided at the start: flags, else environment. */
export interface Settings {
  brokerUrl: string;
  /** Null: each request brings its own. */
  apiKey: string | null;
  brokerKey: string | null;
  env: Environment | null;
  host: string;
  port: number;
  allowedOrigin: string | null;
  /** The list of images that confidential machines may run: see `standingOf`. Null believes the market about it. */
  allowList: string | null;
}

export interface CommandLine {
  isJson: boolean;
  isVersion: boolean;
  isHelp: boolean;
  settings: Result<Settings>;
}

const VARIABLES = [
  ['broker', 'SPINDLE_BROKER_URL'],
  ['key', 'SPINDLE_API_KEY'],
  ['broker-key', 'SPINDLE_BROKER_KEY'],
  ['env', 'SPINDLE_ENV'],
  ['host', 'SPINDLE_SIDECAR_HOST'],
  ['port', 'SPINDLE_SIDECAR_PORT'],
  ['allow-origin', 'SPINDLE_SIDECAR_ORIGIN'],
  ['allow-list', 'SPINDLE_ALLOW_LIST'],
] as const;
type Given = Partial<Record<(typeof VARIABLES)[number][0], string>>;

const OPTIONS = {
  broker: { type: 'string' },
  key: { type: 'string' },
  'broker-key': { type: 'string' },
  env: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'allow-origin': { type: 'string' },
  'allow-list': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const DEFAULT_PORT = '8787';

/** Reads the command line, with the environment behind it. Refusal of the settings: `sidecar_setting`. */
export function readCommandLine(argv: readonly string[], environ: Record<string, string | undefined>): CommandLine {
  const isJson = argv.includes('--json');
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    const [word] = positionals;
    const isHelp = values.help === true || word === 'help';
    const given: Given = {};
    for (const [name, variable] of VARIABLES) {
      const value = values[name] || environ[variable];
      if (value) given[name] = value;
    }
    const settings = word && !isHelp ? wrong(word, 'there are no commands, only flags') : readSettings(given);
    return { isJson, isHelp, isVersion: values.version === true, settings };
  } catch (error) {
    const hint = error instanceof Error ? (error.message.split('.')[0] ?? '') : '';
    const name = argv.find((argument) => argument.startsWith('-'))?.split('=')[0] ?? '';
    return { isJson, isHelp: false, isVersion: false, settings: wrong(name, hint) };
  }
}

function readSettings(given: Given): Result<Settings> {
  const { broker = '', env, host = '127.0.0.1', port = DEFAULT_PORT, key = null } = given;
  const brokerKey = given['broker-key'] ?? null;
  const allowedOrigin = given['allow-origin'] ?? null;
  const known = ENVIRONMENTS.find((name) => name === env);
  if (!isHttpUrl(broker)) return wrong('--broker', 'the market’s address, beginning with https:// or http://');
  if (key !== null && !/^\S{1,200}$/.test(key)) return wrong('--key', 'an API key, from Spindle → Build');
  if (brokerKey !== null && !/^[0-9a-f]{64}$/i.test(brokerKey)) return wrong('--broker-key', '64 hex digits');
  if (env !== undefined && !known) return wrong('--env', `one of ${ENVIRONMENTS.join(', ')}`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return wrong('--port', 'a number from 0 to 65535');
  if (allowedOrigin !== null && !isOrigin(allowedOrigin)) {
    return wrong('--allow-origin', 'scheme, host and port of the page, such as http://localhost:5173');
  }
  const allowList = given['allow-list'] ?? null;
  if (allowList !== null && !standingOf(allowList)) {
    return wrong('--allow-list', 'address@network@server, such as 0:…@-239@https://toncenter.com');
  }
  return ok({
    brokerUrl: broker.replace(/\/+$/, ''),
    apiKey: key,
    brokerKey: brokerKey?.toLowerCase() ?? null,
    env: known ?? null,
    host,
    port: Number(port),
    allowedOrigin,
    allowList,
  });
}

const isHttpUrl = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
const isOrigin = (url: string): boolean => isHttpUrl(url) && new URL(url).origin === url;

const wrong = (name: string, hint: string): Result<never> => fail('sidecar_setting', { name, hint });
