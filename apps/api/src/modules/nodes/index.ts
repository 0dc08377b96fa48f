export { addressSecretOf, hashAddress } from './addresses/address-secret.ts';
export { egressOf } from './addresses/egress-of.ts';
export { createNodes, type Nodes, type NodesDeps } from './create-nodes.ts';
export { MINIMUM_NODE_VERSION, NEWEST_NODE_VERSION } from './linking/program-version.ts';
export { retireMachines } from './membership/retire-machines.repo.ts';
export { type OutageWatchDeps, watchOutages } from './outages/index.ts';
export { createPairings, type Pairings } from './pairing/create-pairings.ts';
export type {
  Billed,
  CircuitView,
  HeardTelemetry,
  JoinCommand,
  LateVerdict,
  NodePresence,
  NodeStream,
  NodeView,
  OnLateReceipt,
  Outcome,
  Work,
} from './shapes.ts';
export { nodeFault } from './wire/node-fault.ts';
export { NodeLostError } from './wire/node-lost-error.ts';
