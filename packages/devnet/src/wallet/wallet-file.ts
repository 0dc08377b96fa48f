import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mnemonicNew } from '@ton/crypto';
import * as z from 'zod/mini';
import { writeFileWhole } from '../write-file.ts';

const SiteSchema = z.object({
  /** Origin of the page for the injected bridge, public key of its session for the HTTP one. */
  id: z.string(),
  bridge: z.enum(['js', 'http']),
  name: z.string(),
  /** What ton_proof binds to. */
  domain: z.string(),
  iconUrl: z.string(),
  connectedAtMs: z.number(),
  /** Keys of the wallet's side of an HTTP session. */
  session: z.optional(z.object({ publicKey: z.string(), secretKey: z.string() })),
});
/** A site that the person let in. */
export type Site = z.output<typeof SiteSchema>;

const WalletFileSchema = z.object({
  version: z.literal(1),
  note: z.string(),
  mnemonic: z.array(z.string()),
  createdAtMs: z.number(),
  sites: z.array(SiteSchema),
});
export type WalletFile = z.output<typeof WalletFileSchema>;

export const isWalletName = (name: string): boolean => /^[a-z0-9-]{1,32}$/.test(name);

const fileOf = (walletsDir: string, name: string): string => join(walletsDir, `${name}.json`);

/**
 * Reads a wallet, or makes one with new keys.
 * @throws Error with a sentence for the reader when the file is damaged: keys are never made anew over old ones.
 */
export async function openWalletFile(walletsDir: string, name: string): Promise<WalletFile> {
  const file = fileOf(walletsDir, name);
  if (existsSync(file)) return readWalletFile(file);
  const mnemonic = await mnemonicNew(24);
  const note = 'A development wallet. Its coins are play money; never send real ones to it.';
  const wallet: WalletFile = { version: 1, note, mnemonic, createdAtMs: Date.now(), sites: [] };
  saveWalletFile(walletsDir, name, wallet);
  return wallet;
}

export function saveWalletFile(walletsDir: string, name: string, wallet: WalletFile): void {
  writeFileWhole(fileOf(walletsDir, name), `${JSON.stringify(wallet, null, 2)}\n`, 0o600);
}

function readWalletFile(file: string): WalletFile {
  try {
    return WalletFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Error(`${file} is damaged. Put it back from a backup, or delete it to get a wallet with new keys.`);
  }
}
