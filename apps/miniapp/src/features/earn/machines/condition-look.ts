import type { ListingView } from '../../../lib/api/index.ts';
import { STATUS_TONES } from '../status-look.ts';
import type { OwnNode } from './own-node.ts';

type Condition = OwnNode['condition'];
type StatusCode = ListingView['status']['code'];
/** States that no status of a listing has words for. */
type OwnWord = keyof typeof OWN_TONES;

const OWN_TONES = { joining: 'warn', twins: 'bad', clock_off: 'bad', unproven: 'warn' } as const;

/** The texts that a state is shown with: those of a listing's status where it is the same, else its own. */
const WORDS: Record<Exclude<Condition['state'], 'online' | 'busy'>, StatusCode | OwnWord> = {
  retired: 'withdrawn',
  joining: 'joining',
  offline: 'node_offline',
  suspected: 'suspected',
  twins: 'twins',
  left_alone: 'circuit_open',
  refusing: 'exposure_limit',
  paused: 'machine_paused',
  draining: 'draining',
  clock_off: 'clock_off',
  engine_down: 'no_model_loaded',
  unproven: 'unproven',
};

/** By which words a machine is shown, and since when. Maintenance is its listing's, and goes before what it does to the machine. */
export function wordsOf({ condition, status, sinceMs }: Pick<OwnNode, 'condition' | 'status' | 'sinceMs'>) {
  const { state } = condition;
  if (status.code === 'maintenance' || state === 'online' || state === 'busy') {
    return { words: status.code, sinceMs: status.sinceMs ?? sinceMs };
  }
  return { words: WORDS[state], sinceMs: condition.sinceMs ?? sinceMs };
}

const isOwn = (words: StatusCode | OwnWord): words is OwnWord => Object.hasOwn(OWN_TONES, words);

export const toneOf = (words: StatusCode | OwnWord) => (isOwn(words) ? OWN_TONES[words] : STATUS_TONES[words]);
