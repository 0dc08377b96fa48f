/** A buyer or key that has requests waiting. The lower the turn, the sooner; whoever was served goes to the end. */
export interface Party {
  turn: number;
  waiting: number;
}

/** What decides the order of those who wait. */
export interface Rank {
  /** An answer that has begun goes on before others begin. */
  isUrgent: boolean;
  buyer: Party;
  key: Party;
  arrival: number;
  nodeIds: readonly string[];
}

/** Round robin over buyers, then over a buyer's keys, then first come, first served. */
export function isBefore(a: Rank, b: Rank): boolean {
  if (a.isUrgent !== b.isUrgent) return a.isUrgent;
  if (!a.isUrgent && a.buyer !== b.buyer) return a.buyer.turn < b.buyer.turn;
  if (!a.isUrgent && a.key !== b.key) return a.key.turn < b.key.turn;
  return a.arrival < b.arrival;
}

/**
 * How many will be served at this one's nodes before it, if nobody else comes. Someone who could be served elsewhere
 * too counts in part, so that a wait for three nodes is not thought three times as long as it is.
 * @param others those who wait at any of its nodes; `mine` itself may be among them.
 */
export function aheadOf(mine: Rank, others: Iterable<Rank>): number {
  const byBuyer = new Map<Party, Group>();
  const byKey = new Map<Party, Group>();
  let urgent = 0;
  const sameKey: Group = { count: 0, weight: 0 };
  for (const other of others) {
    if (other === mine) continue;
    const weight = shareOf(other, mine);
    if (other.isUrgent) urgent += weight;
    else if (other.buyer !== mine.buyer) add(byBuyer, other.buyer, weight);
    else if (other.key !== mine.key) add(byKey, other.key, weight);
    else if (other.arrival < mine.arrival) addTo(sameKey, weight);
  }
  const otherKeys = before(byKey, mine.key, sameKey.count + 1);
  const otherBuyers = before(byBuyer, mine.buyer, sameKey.count + otherKeys.count + 1);
  return urgent + sameKey.weight + otherKeys.weight + otherBuyers.weight;
}

interface Group {
  count: number;
  weight: number;
}

/**
 * In a round robin, who is `round`-th among their own is preceded by `round` of each party that is before theirs in
 * turn, and by one less of each that is after.
 */
function before(groups: Map<Party, Group>, mine: Party, round: number): Group {
  const sum: Group = { count: 0, weight: 0 };
  for (const [party, { count, weight }] of groups) {
    const served = Math.min(count, party.turn < mine.turn ? round : round - 1);
    sum.count += served;
    sum.weight += (weight * served) / count;
  }
  return sum;
}

/** The part of `other` that weighs on the nodes of `mine`. */
export function shareOf(other: Pick<Rank, 'nodeIds'>, mine: Pick<Rank, 'nodeIds'>): number {
  const common = other.nodeIds.filter((nodeId) => mine.nodeIds.includes(nodeId)).length;
  return common / other.nodeIds.length;
}

function add(groups: Map<Party, Group>, party: Party, weight: number): void {
  const group = groups.get(party) ?? { count: 0, weight: 0 };
  addTo(group, weight);
  groups.set(party, group);
}

function addTo(group: Group, weight: number): void {
  group.count++;
  group.weight += weight;
}
