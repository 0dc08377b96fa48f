import type { NodeStream } from '../nodes/index.ts';
import type { Deadlines } from './deadlines.ts';

/** Time for a node to end its stream behind the receipt, before it is cut. */
const GOODBYE_MS = 1_000;

/** After the receipt nothing more is listened to; most streams end by themselves in the same moment. */
export function letGo(stream: NodeStream, iterator: AsyncIterator<Buffer>, deadlines: Deadlines): void {
  const unwatch = deadlines.watch({ dueMs: performance.now() + GOODBYE_MS, onDue: () => stream.cancel() });
  const end = () => {
    unwatch();
    stream.cancel();
  };
  iterator.next().then(end, end);
}
