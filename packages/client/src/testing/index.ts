export { createEdge, type Edge, type EdgeOptions } from './edge.ts';
export { type EdgeServer, serveEdge } from './edge-server.ts';
export { HELLO } from './machines.ts';
