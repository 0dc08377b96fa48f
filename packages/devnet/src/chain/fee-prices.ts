import { type Builder, beginCell, type Cell, Dictionary } from '@ton/core';
import { Blockchain } from '@ton/sandbox';

/** Numbers of the config parameters that hold the basechain's prices. */
const STORAGE_PRICES = 18;
const GAS_PRICES = 21;
const FORWARD_PRICES = 25;

/** From this moment (29 April 2026) the network votes storage as cheap as below. */
const VOTED_AT = 1_777_500_000;

/**
 * The config of the local chain: the sandbox's, which dates from before the vote of spring 2026, with the prices that
 * mainnet has had since.
 */
export async function chainConfig(): Promise<Cell> {
  const old = await Blockchain.create({ config: 'slim' });
  const parameters = old.config.beginParse().loadDictDirect(Dictionary.Keys.Int(32), Dictionary.Values.Cell());
  parameters.set(STORAGE_PRICES, storagePrices());
  parameters.set(GAS_PRICES, gasPrices());
  parameters.set(FORWARD_PRICES, forwardPrices());
  return beginCell().storeDictDirect(parameters).endCell();
}

/** One parameter of a config, or null when it has none of that number. */
export function configParameter(config: Cell, number: number): Cell | null {
  const parameters = config.beginParse().loadDictDirect(Dictionary.Keys.Int(32), Dictionary.Values.Cell());
  return parameters.get(number) ?? null;
}

/** `StoragePrices` by time of validity: bit and cell of the basechain, bit and cell of the masterchain. */
function storagePrices(): Cell {
  const prices: Dictionary<number, number[]> = Dictionary.empty(Dictionary.Keys.Uint(32), {
    serialize: (row: number[], builder: Builder) => {
      const [since = 0, ...amounts] = row;
      builder.storeUint(0xcc, 8).storeUint(since, 32);
      for (const amount of amounts) builder.storeUint(amount, 64);
    },
    parse: () => [],
  });
  prices.set(0, [0, 1, 500, 1000, 500_000]);
  prices.set(VOTED_AT, [VOTED_AT, 0, 135, 1000, 500_000]);
  return beginCell().storeDictDirect(prices).endCell();
}

/** `gas_flat_pfx`: 100 gas at a flat price; then price, limits, credit, and what freezes and deletes an account. */
function gasPrices(): Cell {
  const flat = beginCell().storeUint(0xd1, 8).storeUint(100, 64).storeUint(6_667, 64);
  const rest = [4_369_067, 1_000_000, 1_000_000, 10_000, 10_000_000, 100_000_000, 1_000_000_000];
  return rest.reduce((builder, value) => builder.storeUint(value, 64), flat.storeUint(0xde, 8)).endCell();
}

/** `MsgForwardPrices`: lump, bit and cell price, then the factors, which the vote left alone. */
function forwardPrices(): Cell {
  const prices = [66_667, 4_369_067, 436_906_667];
  const builder = prices.reduce((cell, value) => cell.storeUint(value, 64), beginCell().storeUint(0xea, 8));
  return builder.storeUint(98_304, 32).storeUint(21_845, 16).storeUint(21_845, 16).endCell();
}
