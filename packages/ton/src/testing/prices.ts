import { type Builder, beginCell, type Cell, Dictionary } from '@ton/core';

/**
 * The prices of mainnet's basechain after the vote of spring 2026, written over a config that still has the old ones
 * (the sandbox's). Values are those of configuration parameters 18, 21 and 25 as read then.
 */
export function withPricesOf2026(config: Cell): Cell {
  const parameters = config.beginParse().loadDictDirect(Dictionary.Keys.Int(32), Dictionary.Values.Cell());
  parameters.set(18, storagePrices());
  parameters.set(21, gasPrices());
  parameters.set(25, forwardPrices());
  return beginCell().storeDictDirect(parameters).endCell();
}

/** StoragePrices: since, then bit, cell, masterchain bit and cell prices per 65536 seconds × 2^-16 nano. */
function storagePrices(): Cell {
  const prices = Dictionary.empty(Dictionary.Keys.Uint(32), {
    serialize: (row: readonly number[], builder: Builder) => {
      builder.storeUint(0xcc, 8).storeUint(row[0] ?? 0, 32);
      for (const price of row.slice(1)) builder.storeUint(price, 64);
    },
    parse: (): readonly number[] => [],
  });
  prices.set(0, [0, 1, 500, 1000, 500_000]);
  prices.set(1_777_500_000, [1_777_500_000, 0, 135, 1000, 500_000]);
  return beginCell().storeDictDirect(prices).endCell();
}

/** GasLimitsPrices: the first 100 gas at a flat price, then the rest. */
function gasPrices(): Cell {
  const builder = beginCell().storeUint(0xd1, 8).storeUint(100, 64).storeUint(6667, 64).storeUint(0xde, 8);
  for (const value of [4_369_067, 1_000_000, 1_000_000, 10_000, 10_000_000, 100_000_000, 1_000_000_000]) {
    builder.storeUint(value, 64);
  }
  return builder.endCell();
}

/** MsgForwardPrices. */
function forwardPrices(): Cell {
  return beginCell()
    .storeUint(0xea, 8)
    .storeUint(66_667, 64)
    .storeUint(4_369_067, 64)
    .storeUint(436_906_667, 64)
    .storeUint(98_304, 32)
    .storeUint(21_845, 16)
    .storeUint(21_845, 16)
    .endCell();
}
