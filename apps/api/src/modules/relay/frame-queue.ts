import { type Fault, FaultError } from '@spindle/shared';
import type { FrameSink } from './frame-sink.ts';

const FULL_ABOVE_BYTES = 256 * 1024;

/** A sink inside this process: what is written on one side is read on the other. */
export interface FrameQueue extends FrameSink, AsyncIterable<Uint8Array> {
  /** No more frames come; with a fault, the reader gets it as a `FaultError` behind them. */
  end(fault: Fault | null): void;
}

/** @param onLeave called when the reader stops before the end. */
export function createFrameQueue(onLeave: () => void): FrameQueue {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let ended: { fault: Fault | null } | null = null;
  let wakeReader = () => {};
  let wakeWriter = () => {};

  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk) {
        bytes -= chunk.length;
        if (bytes <= FULL_ABOVE_BYTES) wakeWriter();
        return { done: false, value: chunk };
      }
      if (ended?.fault) throw new FaultError(ended.fault);
      if (ended) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        wakeReader = resolve;
      });
    }
  };

  return {
    write: (frames) => {
      if (ended) return null;
      chunks.push(frames);
      bytes += frames.length;
      wakeReader();
      if (bytes <= FULL_ABOVE_BYTES) return null;
      return new Promise((resolve) => {
        wakeWriter = resolve;
      });
    },
    end: (fault) => {
      ended ??= { fault };
      wakeReader();
    },
    [Symbol.asyncIterator]: () => ({
      next,
      return: async () => {
        if (!ended) onLeave();
        ended ??= { fault: null };
        chunks.length = 0;
        wakeWriter();
        return { done: true, value: undefined };
      },
    }),
  };
}
