import { existsSync, readFileSync } from 'node:fs';
import { Cell } from '@ton/core';
import * as z from 'zod/mini';
import { writeFileWhole } from '../write-file.ts';
import { chainConfig } from './fee-prices.ts';

const GenesisSchema = z.object({
  /** Of the folder's layout. */
  version: z.literal(1),
  createdAt: z.string(),
  /** The network's config as a BoC in base64: a chain keeps the rules that it began with. */
  config: z.string(),
});

/**
 * The rules of the chain in this folder; makes them when there are none yet.
 * @throws Error with a sentence for the reader when the file is damaged.
 */
export async function openGenesis(file: string): Promise<Cell> {
  if (existsSync(file)) return readGenesis(file);
  const config = await chainConfig();
  const genesis = { version: 1, createdAt: new Date().toISOString(), config: config.toBoc().toString('base64') };
  writeFileWhole(file, `${JSON.stringify(genesis, null, 2)}\n`);
  return config;
}

function readGenesis(file: string): Cell {
  try {
    return Cell.fromBase64(GenesisSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).config);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new Error(
      `${file} is damaged (${why}). Put it back from a backup, or move its folder away to begin with a new chain.`,
    );
  }
}
