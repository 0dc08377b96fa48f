import type { FrameSink } from './frame-sink.ts';

/** A sink that remembers whether anything was written: then a refusal must be told in the stream. */
export interface Tracked extends FrameSink {
  readonly hasBegun: boolean;
}

export function trackedSink(out: FrameSink): Tracked {
  let hasBegun = false;
  return {
    write: (frames) => {
      hasBegun = true;
      return out.write(frames);
    },
    get hasBegun() {
      return hasBegun;
    },
  };
}
