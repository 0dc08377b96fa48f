export { createNodes, type Nodes, type NodesDeps } from './create-nodes.ts';
export type { NodeCondition, NodeStateWord } from './node-condition.ts';
export { nodeFault } from './node-fault.ts';
export { NodeLostError } from './node-lost-error.ts';
export { type OutageWatchDeps, watchOutages } from './outages/index.ts';
export { createPairings, type Pairings } from './pairing/create-pairings.ts';
export { MINIMUM_NODE_VERSION, NEWEST_NODE_VERSION } from './program-version.ts';
export { retireMachines } from './retire-machines.repo.ts';
export type {
  CircuitView,
  HeardTelemetry,
  JoinCommand,
  NodePresence,
  NodeStream,
  NodeView,
  OnLateReceipt,
  Outcome,
  Work,
} from './shapes.ts';
export type { Suspected } from './views.ts';
