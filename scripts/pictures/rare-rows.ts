import { uuidv7 } from '@spindle/shared';
import pg from 'pg';

/* Rows that a world comes to in days, not in minutes, written for the pictures' sake into the world that runs. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const KINDS = ['arithmetic', 'transform', 'fact', 'format', 'fingerprint', 'odds'] as const;
/** What canaries said, latest last: three of the last five that could be judged failed. */
const RUNS = [
  ...([['passed', 'as_reference', 0.12]] as const),
  ...([['unknown', 'near_tie', null]] as const),
  ...([['passed', 'as_reference', 0.081]] as const),
  ...([['failed', 'fingerprint_far', 1.437]] as const),
  ...([['failed', 'fingerprint_far', 1.212]] as const),
  ...([['failed', 'answer_wrong', null]] as const),
];

interface Machine {
  node_id: string;
  listing_id: string;
  account_id: string;
  model_id: string;
  revision: string;
}

/** A machine that canaries suspect, the two badges that were lost over it, and the desk that shows it. Written once. */
export async function writeRareRows(databaseUrl: string): Promise<void> {
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const { rows } = await sql.query<Machine>(
      `SELECT n.id AS node_id, l.id AS listing_id, l.account_id, o.model_id, m.revision
         FROM node n JOIN listing l ON l.id = n.listing_id JOIN offer o ON o.listing_id = l.id
         JOIN catalog_model m ON m.id = o.model_id
        WHERE l.state = 'live' AND n.retired_at IS NULL ORDER BY n.joined_at LIMIT 1`,
    );
    const { rowCount } = await sql.query('SELECT 1 FROM badge_loss LIMIT 1');
    const [machine] = rows;
    if (!machine || rowCount) return;
    const nowMs = Date.now();
    for (const [at, run] of RUNS.entries())
      await writeRun(sql, machine, at, run, nowMs - (RUNS.length - at) * 50 * MINUTE_MS);
    await writeSuspicion(sql, machine, nowMs - 50 * MINUTE_MS);
    await writeIncome(sql, machine, nowMs);
  } finally {
    await sql.end();
  }
}

/** Five days of earnings, more by day than by night, for two models. */
async function writeIncome(sql: pg.Pool, machine: Machine, nowMs: number): Promise<void> {
  for (let hour = 2; hour <= 120; hour++) {
    const at = new Date(Math.floor((nowMs - hour * HOUR_MS) / HOUR_MS) * HOUR_MS);
    const requests = Math.round(6 + 5 * Math.sin((at.getUTCHours() / 12) * Math.PI));
    for (const [model, part] of [
      [machine.model_id, 1],
      ['openai/gpt-oss-20b', 3],
    ] as const)
      await sql.query(
        `INSERT INTO earn_hour (provider_id, hour, listing_id, model_id, tier, policy, service_class, requests,
           input_tokens, cached_tokens, output_tokens, earned_nano, earned_micro_usd, cost_micro_usd)
         VALUES ($1, $2, $3, $4, 'community', 'balanced', 'interactive', $5, $6, 0, $7, $8, $9, $9)
         ON CONFLICT DO NOTHING`,
        [
          ...[machine.account_id, at, machine.listing_id, model, requests * part, requests * 900, requests * 400],
          ...[requests * part * 2_400_000, requests * part * 8_000],
        ],
      );
  }
}

async function writeRun(
  sql: pg.Pool,
  machine: Machine,
  at: number,
  [verdict, code, statistic]: (typeof RUNS)[number],
  atMs: number,
): Promise<void> {
  const promptId = uuidv7(atMs);
  await sql.query(
    `INSERT INTO canary_prompt (id, model_id, revision, kind, seed, is_easy, created_at) VALUES ($1, $2, $3, $4, $5, true, $6)`,
    [promptId, machine.model_id, machine.revision, KINDS[at % KINDS.length], `picture ${at}`, new Date(atMs)],
  );
  await sql.query(
    `INSERT INTO canary_run (id, prompt_id, node_id, listing_id, account_id, at, verdict, code, statistic, threshold, tokens)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 64)`,
    [
      ...[uuidv7(atMs), promptId, machine.node_id, machine.listing_id, machine.account_id, new Date(atMs)],
      ...[verdict, code, statistic, statistic === null ? null : 0.5],
    ],
  );
}

async function writeSuspicion(sql: pg.Pool, machine: Machine, atMs: number): Promise<void> {
  const evidence = { failed: 3, of: 5 };
  await sql.query(
    `INSERT INTO node_standing (node_id, state, code, since, evidence, counts_from)
     VALUES ($1, 'suspected', 'fingerprint_far', $2, $3, 'epoch')
     ON CONFLICT (node_id) DO UPDATE SET state = 'suspected', code = 'fingerprint_far', since = $2, evidence = $3`,
    [machine.node_id, new Date(atMs), JSON.stringify(evidence)],
  );
  const losses = [
    { nodeId: machine.node_id, badge: 'canaries', code: 'fingerprint_far', numbers: evidence },
    { nodeId: null, badge: 'verified', code: 'success_low', numbers: { successPercent: 91.4, successNeeded: 98 } },
  ];
  for (const { nodeId, badge, code, numbers } of losses) {
    await sql.query(
      'INSERT INTO badge_loss (id, listing_id, node_id, badge, code, evidence, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [uuidv7(atMs), machine.listing_id, nodeId, badge, code, JSON.stringify(numbers), new Date(atMs)],
    );
  }
}
