import type { ListingView } from '../../lib/api/index.ts';

type Code = ListingView['status']['code'];
type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** How urgent a state is for its owner. */
export const STATUS_TONES: Record<Code, Tone> = {
  earning: 'good',
  ready: 'good',
  in_review: 'plain',
  asked: 'warn',
  rejected: 'bad',
  banned: 'bad',
  paused: 'warn',
  withdrawn: 'plain',
  no_node: 'warn',
  node_offline: 'bad',
  no_model_loaded: 'warn',
  draining: 'warn',
  maintenance: 'plain',
  exposure_limit: 'warn',
  machine_paused: 'warn',
  machine_held: 'bad',
  circuit_open: 'bad',
  suspected: 'bad',
  no_rate: 'warn',
};
