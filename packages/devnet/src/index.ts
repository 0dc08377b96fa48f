export type { Switches } from './chain/index.ts';
export { type Devnet, type DevnetOptions, startDevnet } from './start-devnet.ts';
