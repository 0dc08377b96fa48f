import type { Sql } from '../../../platform/index.ts';
import type { MachineOnBoard } from '../shapes.ts';

/** So many machines are looked at together; those that stand so since the shortest time go first. */
const MOST_MACHINES = 500;

interface Columns {
  node_id: string;
  listing_id: string;
  title: string;
  tier: MachineOnBoard['tier'];
  is_linked: boolean;
}

/** Which machines have ever shown evidence, and are not retired. */
export async function readMachinesOnBoard(sql: Sql): Promise<Omit<MachineOnBoard, 'standing'>[]> {
  const { rows } = await sql.query<Columns>(
    `SELECT e.node_id, n.listing_id, l.title, l.tier, n.linked_since IS NOT NULL AS is_linked
     FROM node_evidence e JOIN node n ON n.id = e.node_id JOIN listing l ON l.id = n.listing_id
     WHERE n.retired_at IS NULL ORDER BY e.since DESC, e.node_id LIMIT ${MOST_MACHINES}`,
  );
  return rows.map(({ node_id, listing_id, title, tier, is_linked }) => ({
    ...{ nodeId: node_id, listingId: listing_id, title, tier, isLinked: is_linked },
  }));
}
