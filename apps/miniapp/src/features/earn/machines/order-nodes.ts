import { toneOf, wordsOf } from './condition-look.ts';
import type { OwnNode } from './own-node.ts';

/** What asks most of its owner comes first. */
const URGENCY = ['bad', 'warn', 'plain', 'good'] as const;

/**
 * Machines as their owner looks for them: those that something is wrong with first, then by what they call their card;
 * of one kind, whichever joined first. Nothing in it changes while they only work.
 */
export const inOrder = (nodes: readonly OwnNode[]): OwnNode[] =>
  nodes.toSorted(
    (a, b) => urgencyOf(a) - urgencyOf(b) || nameOf(a).localeCompare(nameOf(b), 'en') || (a.nodeId < b.nodeId ? -1 : 1),
  );

const urgencyOf = (node: OwnNode): number => URGENCY.indexOf(toneOf(wordsOf(node).words));

const nameOf = ({ telemetry }: OwnNode): string => telemetry?.told.gpus[0]?.name ?? '';
