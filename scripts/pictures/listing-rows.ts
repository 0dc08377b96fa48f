import { uuidv7 } from '@spindle/shared';
import pg from 'pg';

/* What a listing comes to in weeks, written for the pictures' sake into the world that runs: its days, hours, canaries, reviews. */

const DAY_MS = 86_400_000;
const DAYS = 28;
const REVIEWS = [
  [
    5,
    'Exactly the model that it says, and the first token comes at once.',
    'Thank you. A second card comes next week.',
  ],
  [4, 'Быстро и честно. По вечерам бывает очередь.', null],
  [2, 'It stopped twice in the middle of a long answer. I paid nothing for these, but I lost the time.', null],
  [5, null, null],
  [3, `${'Дороговато'.repeat(12)} \u05D6\u05D4 \u05D1\u05E1\u05D3\u05E8 <b onclick=alert(1)>bold?</b>`, null],
] as const;
const CANARIES = ['arithmetic', 'fact', 'fingerprint', 'format'] as const;

interface Machine {
  node_id: string;
  listing_id: string;
  account_id: string;
  model_id: string;
  revision: string;
}

/** Writes it once. */
export async function writeListingRows(databaseUrl: string): Promise<void> {
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const { rows } = await sql.query<Machine>(
      `SELECT n.id AS node_id, l.id AS listing_id, l.account_id, o.model_id, m.revision
         FROM node n JOIN listing l ON l.id = n.listing_id JOIN offer o ON o.listing_id = l.id
         JOIN catalog_model m ON m.id = o.model_id
        WHERE l.state = 'live' AND n.retired_at IS NULL ORDER BY n.joined_at LIMIT 1`,
    );
    const { rowCount } = await sql.query('SELECT 1 FROM review LIMIT 1');
    const [machine] = rows;
    if (!machine || rowCount) return;
    await writeDays(sql, machine);
    for (const [at, review] of REVIEWS.entries()) await writeReview(sql, machine, at, review);
    for (const [at, kind] of CANARIES.entries()) await writeCanary(sql, machine, at, kind);
  } finally {
    await sql.end();
  }
}

async function writeDays(sql: pg.Pool, { node_id, listing_id, account_id, model_id }: Machine): Promise<void> {
  await sql.query(
    `INSERT INTO node_day (node_id, day, listing_id, uptime_minutes, answers)
     SELECT $1, current_date - it, $2, 1440 - (it * 97 % 400), 20 + (it * 53 % 90) FROM generate_series(1, ${DAYS}) it
     ON CONFLICT DO NOTHING`,
    [node_id, listing_id],
  );
  await sql.query(
    `INSERT INTO earn_hour (provider_id, hour, listing_id, model_id, tier, policy, service_class, requests, input_tokens,
       cached_tokens, output_tokens, earned_nano, earned_micro_usd, cost_micro_usd)
     SELECT $1, date_trunc('hour', now()) - it * interval '1 hour', $2, $3, 'community', 'cheapest', 'interactive',
       1 + (10 * (1 + sin((it % 24) / 3.8)))::int, 100, 0, 100, 1000, 3, 3 FROM generate_series(1, 300) it
     ON CONFLICT DO NOTHING`,
    [account_id, listing_id, model_id],
  );
}

async function writeReview(
  sql: pg.Pool,
  { listing_id }: Machine,
  at: number,
  [stars, words, answer]: (typeof REVIEWS)[number],
): Promise<void> {
  const atMs = Date.now() - (REVIEWS.length - at) * 3 * DAY_MS;
  const [accountId, id] = [uuidv7(atMs - DAY_MS), uuidv7(atMs)];
  await sql.query('INSERT INTO account (id, telegram_id, first_name) VALUES ($1, $2, $3)', [
    ...[accountId, 7_700_000 + at, `Reader ${at}`],
  ]);
  await sql.query(
    `INSERT INTO review (id, listing_id, account_id, stars, words, paid_answers, created_at, changed_at, answer, answered_at)
     VALUES ($1, $2, $3, $4, $5, 7, $6, $7, $8, $9)`,
    [
      ...[id, listing_id, accountId, stars, words, new Date(atMs), new Date(at === 2 ? atMs + DAY_MS : atMs)],
      ...[answer, answer === null ? null : new Date(atMs + DAY_MS)],
    ],
  );
}

async function writeCanary(sql: pg.Pool, machine: Machine, at: number, kind: string): Promise<void> {
  const atMs = Date.now() - (CANARIES.length - at) * 3_600_000;
  const promptId = uuidv7(atMs);
  await sql.query(
    `INSERT INTO canary_prompt (id, model_id, revision, kind, seed, is_easy, created_at) VALUES ($1, $2, $3, $4, $5, true, $6)`,
    [promptId, machine.model_id, machine.revision, kind, `listing picture ${at}`, new Date(atMs)],
  );
  await sql.query(
    `INSERT INTO canary_run (id, prompt_id, node_id, listing_id, account_id, at, verdict, code, statistic, threshold, tokens)
     VALUES ($1, $2, $3, $4, $5, $6, 'passed', 'as_reference', $7, $8, 64)`,
    [
      ...[uuidv7(atMs), promptId, machine.node_id, machine.listing_id, machine.account_id, new Date(atMs)],
      ...(kind === 'fingerprint' ? [0.081, 0.5] : [null, null]),
    ],
  );
}
