import type { Order } from './orders.ts';

/** Makes one request. @throws when it is refused, breaks off, or does not end as it should. */
export type Ask = (order: Order, stream: boolean, onText: (text: string) => void, signal: AbortSignal) => Promise<void>;
