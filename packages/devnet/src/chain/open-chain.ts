import { dirname } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import { sharedExecutor } from './executor.ts';
import { openGenesis } from './genesis.ts';
import { Journal } from './journal.ts';
import { LocalChain } from './local-chain.ts';
import { TransactionIndex } from './transaction-index.ts';

/**
 * Opens the chain of a folder where its last block left it, or begins one in an empty folder.
 * @param isDurable whether each block waits for the disk.
 * @throws Error that says which file is damaged and what to do.
 */
export async function openChain(folder: DataFolder, isDurable: boolean): Promise<LocalChain> {
  const config = await openGenesis(folder.genesisFile);
  const accounts = new Map<string, string>();
  const index = new TransactionIndex();
  let lt = 0n;
  let timeShiftSeconds = 0;
  const journal = await Journal.open(folder.blocksFile, isDurable, ({ block, hash }) => {
    for (const [name, state] of Object.entries(block.accounts)) accounts.set(name, state);
    index.add(block, hash);
    lt = BigInt(block.lt);
    timeShiftSeconds = block.timeShiftSeconds;
  });
  const executor = await sharedExecutor();
  const parts = {
    executor,
    config,
    accounts,
    journal,
    index,
    folder: dirname(folder.blocksFile),
    lt,
    timeShiftSeconds,
  };
  const chain = new LocalChain(parts);
  // Clients begin by asking for the last block, so there is always one.
  if (!index.last()) await chain.advance(0);
  return chain;
}
