import type { Target } from '../load/orders.ts';

export type PeerName = 'direct' | 'spindle-plain' | 'spindle-sealed' | 'portkey' | 'node-proxy' | 'nginx';

/** A gateway under measure. */
export interface Peer {
  name: PeerName;
  target: Target;
  /** Processor time of the gateway's own process since its start, in ms. */
  cpuMs(): number;
  /** The same of what works beside it, by name. */
  besideMs(): Record<string, number>;
  memoryBytes(): number;
}

/** What each does for a request: a figure means nothing without it. */
export const DOES: Record<PeerName, string> = {
  direct: 'no gateway at all: the load asks the engine',
  'spindle-plain':
    'key, routing, signed quote, sealing and opening, hold, receipt check, settlement and usage row on Postgres',
  'spindle-sealed':
    'key, routing, signed quote, hold, receipt check, settlement and usage row on Postgres; cannot read what it carries',
  portkey: 'routes by headers, reads and rewrites bodies; no key of its own, no balance, no row',
  'node-proxy': 'pipes bytes: no key, no balance, no row',
  nginx: 'pipes bytes: no key, no balance, no row',
};

/** One that could not be started, and why. */
export interface Absent {
  name: PeerName;
  why: string;
}
