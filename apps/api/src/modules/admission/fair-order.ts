/** A buyer or key that has requests waiting. The lower the turn, the sooner; whoever was served goes to the end. */
export interface Party {
  turn: number;
  waiting: number;
}

/** Those of one party who wait at a node. Who could be served at three nodes weighs a third at each. */
export interface Group {
  count: number;
  weight: number;
}

/**
 * How many of the other parties are served before the `round`-th of `mine`, if nobody else comes: in a round robin,
 * `round` of each party that is before it in turn, and one less of each that is after.
 */
export function servedBefore(groups: ReadonlyMap<Party, Group>, mine: Party, round: number): Group {
  const sum: Group = { count: 0, weight: 0 };
  for (const [party, { count, weight }] of groups) {
    if (party === mine) continue;
    const served = Math.min(count, party.turn < mine.turn ? round : round - 1);
    sum.count += served;
    sum.weight += (weight * served) / count;
  }
  return sum;
}

/** Whose turn it is. */
export function firstOf<Each>(groups: ReadonlyMap<Party, Each>): Each | null {
  let first: { turn: number; group: Each } | null = null;
  for (const [{ turn }, group] of groups) if (!first || turn < first.turn) first = { turn, group };
  return first?.group ?? null;
}
