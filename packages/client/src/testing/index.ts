export { createEdge, type Edge, type EdgeOptions } from './edge.ts';
export { HELLO } from './machines.ts';
