export { announceChange, cancelChange } from './change-policy.ts';
export { openPolicy, type Policy } from './create-policy.ts';
export type * from './shapes.ts';
export { POLICY_SETTINGS } from './shapes.ts';
