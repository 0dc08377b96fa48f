export { messageCells, unpack } from './block.ts';
export { configParameter } from './fee-prices.ts';
export { LocalChain, type Preview } from './local-chain.ts';
export { normalizedHash } from './message-hash.ts';
export { openChain } from './open-chain.ts';
export { submitExternal } from './submit-external.ts';
export { SWITCHES_OFF, type Switches, SwitchesSchema } from './switches.ts';
export type { BlockHeader, Indexed } from './transaction-index.ts';
