import type { Sql } from '../../../platform/index.ts';

/**
 * What people call the things that entries are about, as it is now: an entry names them by id alone, so that nothing in the
 * chain ever changes. Of a dispute or an appeal it is the listing that it is about.
 */
const NAMES: Readonly<Record<string, string>> = {
  listing: 'SELECT id::text AS id, title AS name FROM listing WHERE id = ANY($1::uuid[])',
  account: `SELECT id::text AS id, coalesce('@' || username, first_name) AS name FROM account WHERE id = ANY($1::uuid[])`,
  dispute: `SELECT d.id::text AS id, l.title AS name FROM dispute d
    LEFT JOIN usage u ON u.job_id = d.job_id JOIN listing l ON l.id = coalesce(d.listing_id, u.listing_id)
    WHERE d.id = ANY($1::uuid[])`,
  appeal: `SELECT a.id::text AS id, coalesce(l.title, '@' || p.username, p.first_name) AS name FROM appeal a
    JOIN account p ON p.id = a.account_id LEFT JOIN listing l ON l.id = a.listing_id WHERE a.id = ANY($1::uuid[])`,
  node: `SELECT n.id::text AS id, l.title AS name FROM node n JOIN listing l ON l.id = n.listing_id
    WHERE n.id = ANY($1::uuid[])`,
  model: 'SELECT id, name FROM catalog_model WHERE id = ANY($1)',
  hardware: 'SELECT id, name FROM hardware_class WHERE id = ANY($1)',
  'cloud-price': `SELECT c.id::text AS id, m.name || ', ' || c.vendor AS name FROM cloud_price c
    JOIN catalog_model m ON m.id = c.model_id WHERE c.id = ANY($1::uuid[])`,
  image: `SELECT leaf_hash AS id, concat_ws(' ', leaf::jsonb -> 'image' ->> 'name', leaf::jsonb -> 'image' ->> 'version')
    AS name FROM allowed_image WHERE leaf_hash = ANY($1)`,
  // Which number of the policy a change that was taken back had been of: screens have words for it.
  policy: 'SELECT id::text AS id, setting AS name FROM policy_change WHERE id = ANY($1::uuid[])',
};

const HAS_OTHER_IDS = new Set(['model', 'hardware', 'image']);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** By subject (`listing:<id>`); of what is gone, or has no name, there is none. */
export async function readSubjectNames(sql: Sql, subjects: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [kind, text] of Object.entries(NAMES)) {
    const ids = subjects.filter((it) => it.startsWith(`${kind}:`)).map((it) => it.slice(kind.length + 1));
    const named = [...new Set(ids)].filter((id) => HAS_OTHER_IDS.has(kind) || UUID.test(id));
    if (named.length === 0) continue;
    const { rows } = await sql.query<{ id: string; name: string | null }>(text, [named]);
    for (const { id, name } of rows) if (name) names.set(`${kind}:${id}`, name);
  }
  return names;
}
