import { withPricesOf2026 } from '@spindle/ton/prices';
import { type Cell, Dictionary } from '@ton/core';
import { Blockchain } from '@ton/sandbox';
import { sharedExecutor } from './executor.ts';

/**
 * The config of the local chain: the sandbox's, which dates from before the vote of spring 2026, with the prices that
 * mainnet has had since.
 */
export async function chainConfig(): Promise<Cell> {
  const old = await Blockchain.create({ config: 'slim', executor: await sharedExecutor() });
  return withPricesOf2026(old.config);
}

/** One parameter of a config, or null when it has none of that number. */
export function configParameter(config: Cell, number: number): Cell | null {
  const parameters = config.beginParse().loadDictDirect(Dictionary.Keys.Int(32), Dictionary.Values.Cell());
  return parameters.get(number) ?? null;
}
