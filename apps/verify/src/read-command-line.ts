import { parseArgs } from 'node:util';
import { TCB_STATUSES, type TcbStatus } from '@spindle/sealed/attestation';
import type { Language } from '@spindle/shared';
import type { AttestationFault } from '@spindle/shared/attestation';

export type CommandName = 'evidence' | 'receipt';

/** What was asked for. */
export interface Command {
  name: CommandName;
  file: string;
  /** Intel's statements for a bare quote, or AMD's certificates for a bare report. */
  collateral: string | null;
  /** Public keys of NVIDIA's service. */
  keys: string | null;
  /** Ratings of Intel that are good enough. */
  accepted: readonly TcbStatus[];
  /** When it is judged, Unix time in milliseconds; null is now, and for a receipt the time of its answer. */
  atMs: number | null;
  nowMs: number;
}

export interface CommandLine {
  isJson: boolean;
  language: Language;
  /** Words to print instead of doing anything. */
  about: 'help' | 'version' | null;
  command: Command | AttestationFault;
}

const OPTIONS = {
  collateral: { type: 'string' },
  keys: { type: 'string' },
  accept: { type: 'string' },
  at: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Environ = Record<string, string | undefined>;

/** Reads the command line, with the environment behind it. Refusal: `verify_setting`. */
export function readCommandLine(argv: readonly string[], environ: Environ, nowMs: number): CommandLine {
  const isJson = argv.includes('--json');
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    const isHelp = values.help === true || positionals.length === 0 || positionals[0] === 'help';
    const about = values.version ? 'version' : isHelp ? 'help' : null;
    const language = languageOf(values.lang, environ);
    if (language === null) return { isJson, language: 'en', about, command: wrong('--lang', 'en, ru') };
    return { isJson, language, about, command: readCommand(positionals, values, nowMs) };
  } catch (error) {
    const hint = error instanceof Error ? (error.message.split('.')[0] ?? '') : '';
    const name = argv.find((argument) => argument.startsWith('-'))?.split('=')[0] ?? '';
    return { isJson, language: languageOf(undefined, environ) ?? 'en', about: null, command: wrong(name, hint) };
  }
}

type Values = Partial<Record<'collateral' | 'keys' | 'accept' | 'at', string | undefined>>;

function readCommand([word = '', file = '', ...more]: string[], values: Values, nowMs: number) {
  const name = (['evidence', 'receipt'] as const).find((it) => it === word);
  if (!name) return wrong(word, 'evidence, receipt');
  if (file === '' || more.length > 0) return wrong(more[0] ?? name, `spindle-verify ${name} FILE`);
  const atMs = values.at === undefined ? null : readDate(values.at);
  if (Number.isNaN(atMs)) return wrong('--at', '2026-11-29, 2026-11-29T12:00:00Z');
  const accepted = (values.accept ?? 'UpToDate')
    .split(',')
    .flatMap((it) => TCB_STATUSES.filter((status) => status === it));
  if (accepted.length === 0) return wrong('--accept', TCB_STATUSES.join(', '));
  return { name, file, collateral: values.collateral ?? null, keys: values.keys ?? null, accepted, atMs, nowMs };
}

/** A day (its beginning, in UTC) or a moment. NaN when it is neither. */
const readDate = (text: string): number =>
  /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/.test(text) ? Date.parse(text) : Number.NaN;

/** Null when a language was asked for that there is none of. */
function languageOf(asked: string | undefined, environ: Environ): Language | null {
  if (asked !== undefined) return asked === 'en' || asked === 'ru' ? asked : null;
  return /^ru/i.test(environ.LC_ALL || environ.LC_MESSAGES || environ.LANG || '') ? 'ru' : 'en';
}

const wrong = (name: string, hint: string): AttestationFault => ({ code: 'verify_setting', facts: { name, hint } });
