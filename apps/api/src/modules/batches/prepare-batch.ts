import { type Fault, fail, type Result } from '@spindle/shared';
import { checkLine } from './check-line.ts';
import type { FileParts } from './file-parts.ts';
import { readLines } from './read-lines.ts';
import type { NewLine } from './runs.repo.ts';
import { customIdPlace, type Seal } from './seals.ts';
import type { BatchFault } from './shapes.ts';

/** More faults than these are not told. */
const MAX_FAULTS = 100;
/** Others get their turn after so many lines. */
const LINES_A_TURN = 200;

export type Prepared = { lines: NewLine[] } | { faults: BatchFault[] };

/** Reads a file for its lines: all of them, or what is wrong with it, line by line. */
export async function prepareBatch(
  file: FileParts,
  { endpoint, maxLines, seal }: { endpoint: string; maxLines: number; seal: Seal },
): Promise<Prepared> {
  const lines: NewLine[] = [];
  const faults: BatchFault[] = [];
  const seen = new Map<string, number>();
  let count = 0;
  for await (const { number, start, length, text } of readLines(file.all())) {
    if (++count > maxLines)
      return { faults: [{ fault: faultOf(fail('batch_too_many_lines', { limit: maxLines })), line: null }] };
    const checked = checkLine(text, number, endpoint);
    const customId = checked.ok ? checked.value.custom_id : null;
    const first = customId === null ? undefined : seen.get(customId);
    if (!checked.ok) faults.push({ fault: checked.fault, line: number });
    else if (first !== undefined) {
      faults.push({ fault: faultOf(fail('batch_line_duplicate', { line: number, first })), line: number });
    }
    if (faults.length >= MAX_FAULTS) break;
    if (customId !== null) {
      seen.set(customId, first ?? number);
      lines.push({ line: number, start, length, name: seal.seal(customIdPlace(number), jsonOf(customId)) });
    }
    if (count % LINES_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  if (count === 0) faults.push({ fault: faultOf(fail('batch_file_empty')), line: null });
  return faults.length > 0 ? { faults } : { lines };
}

const faultOf = (refusal: Extract<Result<never>, { ok: false }>): Fault => refusal.fault;
const jsonOf = (value: string): Buffer => Buffer.from(JSON.stringify(value));
