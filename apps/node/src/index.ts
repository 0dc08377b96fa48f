export { createEngine, type Engine, type EngineSettings } from './engines/index.ts';
export { type Home, openHome } from './home/home.ts';
export { openIdentity } from './home/identity.ts';
export { type Membership, readMembership, writeMembership } from './home/membership.ts';
export { type JoinParts, joinMarket } from './join-market.ts';
export type { ServedModel } from './models.ts';
export { type NodeLog, type NodeParts, type NodeView, type RunningNode, startNode } from './start-node.ts';
