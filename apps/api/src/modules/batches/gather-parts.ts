/** Cuts a stream of bytes into parts of one size; the last is shorter (or the only one, and empty). */
export async function* gatherParts(
  chunks: AsyncIterable<Buffer>,
  partBytes: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }, void> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length <= partBytes) continue;
    let all = Buffer.concat(waiting);
    // One byte more than a part is needed to know that it is not the last.
    for (; all.length > partBytes; all = all.subarray(partBytes)) {
      yield { bytes: all.subarray(0, partBytes), isLast: false };
    }
    waiting = [Buffer.from(all)];
    length = all.length;
  }
  yield { bytes: Buffer.concat(waiting), isLast: true };
}
