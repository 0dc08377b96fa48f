import type { Frame } from '@spindle/sealed';
import { FrameType } from '@spindle/shared';

const isText = ({ type }: Frame): boolean => type === FrameType.Text || type === FrameType.Last;

/** Cuts frames, in order, into runs of text, which may be opened at once, and each of the others by itself. */
export function* framesTogether(frames: readonly Frame[]): Generator<[Frame, ...Frame[]], void> {
  let run: [Frame, ...Frame[]] | null = null;
  for (const frame of frames) {
    if (run && isText(frame)) {
      run.push(frame);
      continue;
    }
    if (run) yield run;
    run = isText(frame) ? [frame] : null;
    if (!run) yield [frame];
  }
  if (run) yield run;
}
