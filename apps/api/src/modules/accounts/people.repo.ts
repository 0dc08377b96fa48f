import type { Sql } from '../../platform/index.ts';
import { toAccountId, toLanguage, toRoles } from './actor.ts';
import type { PersonView } from './shapes.ts';

/** SQL on accounts as admins look for them. */

interface Row {
  id: string;
  telegram_id: string;
  first_name: string;
  username: string | null;
  language: string;
  roles: string[];
  banned_code: string | null;
  banned_reason: string | null;
  banned_at: Date | null;
  created_at: Date;
  address: string | null;
}

const PEOPLE = `SELECT a.id, a.telegram_id::text AS telegram_id, a.first_name, a.username, a.language, a.roles,
    a.banned_code, a.banned_reason, a.banned_at, a.created_at, w.address
  FROM account a LEFT JOIN wallet w ON w.account_id = a.id`;

/** Accounts whose name or username holds the words, or whose id, Telegram id or wallet they are; the newest first. */
export async function searchPeople(sql: Sql, words: string, limit: number): Promise<PersonView[]> {
  const like = `%${words.replace(/^@/, '').replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql.query<Row>(
    `${PEOPLE} WHERE $1 = '' OR a.first_name ILIKE $2 OR a.username ILIKE $2 OR a.id::text = lower($1)
        OR a.telegram_id::text = $1 OR lower(w.address) = lower($1)
      ORDER BY a.created_at DESC, a.id LIMIT $3`,
    [words, like, limit],
  );
  return rows.map(toPerson);
}

export async function findPerson(sql: Sql, accountId: string): Promise<PersonView | null> {
  const { rows } = await sql.query<Row>(`${PEOPLE} WHERE a.id = $1`, [accountId]);
  return rows[0] ? toPerson(rows[0]) : null;
}

const toPerson = (row: Row): PersonView => ({
  accountId: toAccountId(row.id),
  telegramId: row.telegram_id,
  firstName: row.first_name,
  username: row.username,
  language: toLanguage(row.language),
  roles: toRoles(row.roles),
  ban: toBan(row.banned_code, row.banned_reason, row.banned_at),
  wallet: row.address,
  createdAt: row.created_at.getTime(),
});

/** Null for an account that is not banned. */
export const toBan = (code: string | null, words: string | null, at: Date | null): PersonView['ban'] =>
  words === null ? null : { code: code ?? 'other', words, sinceMs: at?.getTime() ?? 0 };
