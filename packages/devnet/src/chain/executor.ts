import { Executor } from '@ton/sandbox';

let made: Promise<Executor> | undefined;

/** The TVM of this process. It keeps nothing of a chain from one message to the next, so all chains here run on one. */
export function sharedExecutor(): Promise<Executor> {
  made ??= Executor.create();
  return made;
}
