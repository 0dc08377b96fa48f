import { judgeBatchLine, type LineJudgement } from '@spindle/shared';
import type { LineAnswer } from './shapes.ts';

/** What becomes of a line: its end, or another turn later. */
export type Judgement = 'answered' | LineJudgement;

/** @param tries how often machines have failed on it before. */
export function judgeAnswer({ code }: Pick<LineAnswer, 'code'>, tries: number): Judgement {
  return code === null ? 'answered' : judgeBatchLine(code, tries + 1);
}
