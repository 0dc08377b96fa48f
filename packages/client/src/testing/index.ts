export { createEdge, type Edge, type EdgeOptions, HELLO } from './edge.ts';
