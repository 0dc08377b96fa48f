import type { Awaitable, Frame } from '@spindle/sealed';
import { FrameType } from '@spindle/shared';

/**
 * Reads the frames of one chunk in turn. Text that came together is begun together, since a browser opens frames side by
 * side; every other frame rests on what came before it, and is begun in its turn.
 */
export function* readTogether<Events>(
  frames: readonly Frame[],
  read: (frame: Frame) => Awaitable<Events>,
): Generator<Awaitable<Events>, void> {
  for (let at = 0; at < frames.length; ) {
    const run = runFrom(frames, at);
    at += run.length;
    yield* run.length === 1 ? run.map(read) : run.map((frame) => begin(() => read(frame)));
  }
}

/** The frame that stands there, and what may be begun with it. */
function runFrom(frames: readonly Frame[], from: number): readonly Frame[] {
  let end = from;
  while (frames[end]?.type === FrameType.Text) end += 1;
  return frames.slice(from, Math.max(end, from + 1));
}

/** Begins a work whose failure is told when its turn comes, and to nobody when it never does. */
function begin<Value>(work: () => Awaitable<Value>): Awaitable<Value> {
  const started = attempt(work);
  if (started instanceof Promise) started.catch(() => undefined);
  return started;
}

function attempt<Value>(work: () => Awaitable<Value>): Awaitable<Value> {
  try {
    return work();
  } catch (error) {
    return Promise.reject(error);
  }
}
