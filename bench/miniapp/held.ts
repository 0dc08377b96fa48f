import type { CDPSession } from 'playwright-core';

/** What a page holds once its garbage is collected, in bytes. */
export interface Held {
  /** What the page made: objects, texts, its document. */
  made: number;
  /** What V8 compiled of the page's code and learned about it, as it does the more the longer the code runs. */
  compiled: number;
}

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...(string | string[])[]] } };
  nodes: number[];
}

/** Reads a whole snapshot of the heap: `Runtime.getHeapUsage` is quicker, but cannot tell the page's from the compiler's. */
export async function readHeld(cdp: CDPSession): Promise<Held> {
  const { snapshot, nodes } = await takeSnapshot(cdp);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [typeAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const codeType = types[typeAt]?.indexOf('code');
  const held: Held = { made: 0, compiled: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    held[nodes[at + typeAt] === codeType ? 'compiled' : 'made'] += nodes[at + sizeAt] ?? 0;
  }
  return held;
}

/** The garbage is collected before, by the browser itself. */
async function takeSnapshot(cdp: CDPSession): Promise<Snapshot> {
  const parts: string[] = [];
  const keep = ({ chunk }: { chunk: string }): void => {
    parts.push(chunk);
  };
  cdp.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', keep);
  return JSON.parse(parts.join(''));
}
