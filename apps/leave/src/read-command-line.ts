import { parseArgs } from 'node:util';
import { fail, type Language, ok, type Result } from '@spindle/shared';
import { type LeaveAction, readAddress } from '@spindle/ton/channel';

export type CommandName = LeaveAction | 'status';
const COMMANDS: readonly CommandName[] = ['status', 'request', 'finish', 'cancel'];

/** What was asked for. */
export interface Command {
  name: CommandName;
  /** The escrow's, raw. */
  address: string;
  network: 'mainnet' | 'testnet';
  apiUrl: string;
  apiKey: string | null;
}

export interface CommandLine {
  isJson: boolean;
  language: Language;
  /** Words to print instead of doing anything. */
  about: 'help' | 'version' | null;
  command: Result<Command>;
}

const APIS = { mainnet: 'https://toncenter.com', testnet: 'https://testnet.toncenter.com' };

const OPTIONS = {
  api: { type: 'string' },
  'api-key': { type: 'string' },
  testnet: { type: 'boolean' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Environ = Record<string, string | undefined>;

/** Reads the command line, with the environment behind it. Refusals: `leave_setting`, `leave_address`. */
export function readCommandLine(argv: readonly string[], environ: Environ): CommandLine {
  const isJson = argv.includes('--json');
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    const isHelp = values.help === true || positionals.length === 0 || positionals[0] === 'help';
    const about = values.version ? 'version' : isHelp ? 'help' : null;
    const language = languageOf(values.lang, environ);
    if (language === null) return { isJson, language: 'en', about, command: wrong('--lang', 'en or ru') };
    const apiKey = values['api-key'] ?? environ.TON_API_KEY ?? null;
    const given = { isTestnet: values.testnet === true, apiUrl: values.api ?? environ.TON_API_URL ?? null, apiKey };
    return { isJson, language, about, command: readCommand(positionals, given) };
  } catch (error) {
    const hint = error instanceof Error ? (error.message.split('.')[0] ?? '') : '';
    const name = argv.find((argument) => argument.startsWith('-'))?.split('=')[0] ?? '';
    return { isJson, language: languageOf(undefined, environ) ?? 'en', about: null, command: wrong(name, hint) };
  }
}

interface Given {
  isTestnet: boolean;
  apiUrl: string | null;
  apiKey: string | null;
}

function readCommand([word = '', text = '', ...more]: string[], given: Given): Result<Command> {
  const name = COMMANDS.find((command) => command === word);
  if (!name) return wrong(word, COMMANDS.join(', '));
  if (more[0] !== undefined) return wrong(more[0], `spindle-leave ${name} EQ…`);
  const read = readAddress(text);
  if (!read) return fail('leave_address', { address: text });
  const network = given.isTestnet || read.isTestOnly ? 'testnet' : 'mainnet';
  const apiUrl = given.apiUrl ?? APIS[network];
  if (!isHttpUrl(apiUrl)) return wrong('--api', 'https://…');
  return ok({ name, address: read.address, network, apiUrl, apiKey: given.apiKey });
}

/** Null when a language was asked for that there is none of. */
function languageOf(asked: string | undefined, environ: Environ): Language | null {
  if (asked !== undefined) return asked === 'en' || asked === 'ru' ? asked : null;
  return /^ru/i.test(environ.LC_ALL || environ.LC_MESSAGES || environ.LANG || '') ? 'ru' : 'en';
}

const isHttpUrl = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

const wrong = (name: string, hint: string): Result<never> => fail('leave_setting', { name, hint });
