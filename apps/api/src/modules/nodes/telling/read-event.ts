import { type NodeEvent, NodeEventSchema } from '@spindle/shared';
import { jsonOf } from '../wire/call-node.ts';

const KNOWN: ReadonlySet<unknown> = new Set<NodeEvent['type']>([
  'state',
  'manifest',
  'receipts',
  'evidence',
  'telemetry',
]);

/**
 * Reads a line of a node's events. `strange` is a kind of a later version, which is passed over; `nonsense` has no shape
 * that was ever agreed.
 */
export function readEvent(line: string): NodeEvent | 'strange' | 'nonsense' {
  const raw = jsonOf(line);
  const event = NodeEventSchema.safeParse(raw);
  if (event.success) return event.data;
  const type = typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : undefined;
  if (type === 'telemetry' && isLater(raw)) return 'strange';
  return typeof type === 'string' && !KNOWN.has(type) ? 'strange' : 'nonsense';
}

/** Telemetry of a later version may have any shape. */
const isLater = (raw: unknown): boolean =>
  typeof raw === 'object' && raw !== null && 'v' in raw && typeof raw.v === 'number' && raw.v > 1;
