import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './refusal.ts';

export const ROOT = folderOf('package-lock.json', path.dirname(fileURLToPath(import.meta.url)));

/** The folder above that holds such a file: sources lie less deep than the program that is built of them. */
function folderOf(name: string, folder: string): string {
  if (existsSync(path.join(folder, name))) return folder;
  const above = path.dirname(folder);
  if (above === folder) throw new Error(`there is no ${name} above this program`);
  return folderOf(name, above);
}

/** What this run embeds: whatever the environment does not bring. */
export interface Settings {
  dataDir: string;
  apiPort: number;
  chainPort: number;
  databasePort: number;
  databaseUrl: string | null;
  tonApiUrl: string | null;
  hasBotToken: boolean;
  /** False for worlds that are thrown away, such as tests': nothing waits for the disk. */
  isDurable: boolean;
  /** With a bot token people come in for real, unless SPINDLE_ENV says that it is a trial. */
  isReal: boolean;
}

export function readSettings(env: Record<string, string | undefined>): Settings {
  return {
    dataDir: path.resolve(ROOT, env.SPINDLE_DATA ?? '.data'),
    apiPort: port(env.PORT, 3900, 'PORT'),
    chainPort: port(env.CHAIN_PORT, 3901, 'CHAIN_PORT'),
    databasePort: port(env.POSTGRES_PORT, 3902, 'POSTGRES_PORT'),
    databaseUrl: env.DATABASE_URL || null,
    tonApiUrl: env.TON_API_URL || null,
    isDurable: env.SPINDLE_CARELESS !== '1',
    hasBotToken: Boolean(env.TELEGRAM_BOT_TOKEN),
    isReal: Boolean(env.TELEGRAM_BOT_TOKEN) && env.SPINDLE_ENV !== 'dev',
  };
}

function port(text: string | undefined, standard: number, name: string): number {
  const value = text ? Number(text) : standard;
  if (!Number.isInteger(value) || value < 1 || value > 65_535) {
    throw new Refusal(`${name} must be a whole number from 1 to 65535, not «${text}».`);
  }
  return value;
}

/** Keys of the local world, made once and kept in its data folder. Play money, but secrets all the same. */
export interface Secrets {
  brokerSeed: string;
  devLoginSecret: string;
  /** Of the market's wallet. */
  marketSeed: string;
  /** Of the key that signs vouchers to providers. */
  voucherSeed: string;
  /** Of the wallet that owns the list of allowed images. */
  listOwnerSeed: string;
  developerWalletSeed: string;
  developerSessionSeed: string;
}

export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  const known = readSecrets(file, dataDir);
  // A world of an earlier version keeps its keys, and gets those that it did not have.
  const secrets = { ...newSecrets(), ...known };
  if (Object.keys(known).length < Object.keys(secrets).length) writePrivate(file, secrets);
  return secrets;
}

function readSecrets(file: string, dataDir: string): Partial<Secrets> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Refusal(`${file} is damaged. Move ${dataDir} away to start a new local world (play money only).`);
  }
}

function newSecrets(): Secrets {
  const seed = () => randomBytes(32).toString('hex');
  return {
    brokerSeed: seed(),
    devLoginSecret: randomBytes(18).toString('base64url'),
    marketSeed: seed(),
    voucherSeed: seed(),
    listOwnerSeed: seed(),
    developerWalletSeed: seed(),
    developerSessionSeed: seed(),
  };
}

/** Writes JSON that only its owner may read, whole or not at all. */
export function writePrivate(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}
