export interface FileLine {
  /** From 1. */
  number: number;
  /** In bytes. */
  start: number;
  length: number;
  text: string;
}

const LINE_BREAK = 0x0a;
const BLANK = /^\s*$/;

/** The lines of a file, with where they stand. Blank lines are counted and left out. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileLine, void> {
  let waiting: Buffer[] = [];
  let number = 0;
  let start = 0;
  const lineOf = (bytes: Buffer): FileLine => {
    const line = { number: ++number, start, length: bytes.length, text: bytes.toString('utf8') };
    start += bytes.length + 1;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_BREAK); at !== -1; at = chunk.indexOf(LINE_BREAK, from)) {
      const line = lineOf(Buffer.concat([...waiting, chunk.subarray(from, at)]));
      waiting = [];
      from = at + 1;
      if (!BLANK.test(line.text)) yield line;
    }
    if (from < chunk.length) waiting.push(chunk.subarray(from));
  }
  if (waiting.length === 0) return;
  const last = lineOf(Buffer.concat(waiting));
  if (!BLANK.test(last.text)) yield last;
}
