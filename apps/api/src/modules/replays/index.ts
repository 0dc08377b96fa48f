export { createReplays, type Replays, type ReplaysDeps } from './create-replays.ts';
export { MAX_REPLY_BYTES } from './running.ts';
export type * from './shapes.ts';
