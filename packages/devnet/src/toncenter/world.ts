import type { LocalChain, Switches } from '../chain/index.ts';
import type { Parameters } from './parameters.ts';

/** What every call works on. */
export interface World {
  chain: LocalChain;
  switches: Switches;
}

export type Method = (world: World, parameters: Parameters) => Promise<unknown>;
