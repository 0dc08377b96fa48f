import { toneOf, wordsOf } from './condition-look.ts';
import type { OwnNode } from './own-node.ts';

/** What asks most of its owner comes first; a machine that is not there at all comes after those that are, and do wrong. */
const URGENCY = ['bad', 'away', 'warn', 'plain', 'good'] as const;

/**
 * Machines as their owner looks for them: those that something is wrong with first, then by what they call their card;
 * of one kind, whichever joined first. Nothing in it changes while they only work.
 */
export const inOrder = (nodes: readonly OwnNode[]): OwnNode[] =>
  nodes.toSorted(
    (a, b) => urgencyOf(a) - urgencyOf(b) || nameOf(a).localeCompare(nameOf(b), 'en') || (a.nodeId < b.nodeId ? -1 : 1),
  );

function urgencyOf(node: OwnNode): number {
  const { words } = wordsOf(node);
  return URGENCY.indexOf(words === 'node_offline' ? 'away' : toneOf(words));
}

const nameOf = ({ telemetry }: OwnNode): string => telemetry?.told.gpus[0]?.name ?? '';
