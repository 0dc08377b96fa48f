export { Cuttable } from './cuttable.ts';
export { quoteFor, relayed, sealed } from './hand-made.ts';
export { createRelayWorld, MODEL, type RelayWorld } from './relay-world.ts';
export { QUESTION, type Told, tell } from './tell.ts';
export { type Behaviour, type TestMachine, TestMachines } from './test-machines.ts';
