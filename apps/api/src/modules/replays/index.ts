export { createReplays, type Replays } from './create-replays.ts';
export type { ReplaysDeps } from './deps.ts';
export { MAX_REPLY_BYTES } from './running.ts';
export type * from './shapes.ts';
