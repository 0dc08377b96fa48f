import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MODEL, type TestMachine } from '../../modules/relay/testing/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

const PATIENCE_MS = 600;
const SLOTS = 4;
const KEY_PER_MINUTE = 60;

let world: DoorWorld;
let machine: TestMachine;
let key: string;

const worldOf = (patienceMs: number) => {
  const limits = { patienceMs, waitingPerSlot: 2, keyInFlight: 40, keyPerMinute: KEY_PER_MINUTE };
  return createDoorWorld({}, undefined, { admission: limits });
};

beforeAll(async () => {
  world = await worldOf(PATIENCE_MS);
});
beforeEach(async () => {
  world.reset();
  machine = await world.addMachine({ pauseMs: 20 });
  machine.presence.slots = SLOTS;
  ({ key } = await world.developer());
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

interface Reply {
  status: number;
  code: string | null;
  message: string;
  headers: Headers;
  tookMs: number;
}

async function ask(byKey = key, url = world.url): Promise<Reply> {
  const startedAtMs = performance.now();
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${byKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: MODEL, max_tokens: 10, messages: [{ role: 'user', content: 'Who are you?' }] }),
  });
  const body: unknown = await response.json();
  const error = (body as { error?: { code: string; message: string } }).error;
  const { status, headers } = response;
  return {
    ...{ status, headers, code: error?.code ?? null, message: error?.message ?? '' },
    tookMs: performance.now() - startedAtMs,
  };
}
const retryAfterOf = ({ headers }: Reply) => Number(headers.get('retry-after'));
const counted = (replies: readonly Reply[]) => {
  const counts: Record<string, number> = {};
  for (const { status, code } of replies) {
    const name = code === null ? String(status) : `${status} ${code}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe('a developer at the limits', () => {
  it('is told how many requests a minute are left, and with the last when to come again', async () => {
    const first = await ask();
    expect(first.headers.get('x-ratelimit-limit-requests')).toBe(String(KEY_PER_MINUTE));
    expect(first.headers.get('x-ratelimit-remaining-requests')).toBe(String(KEY_PER_MINUTE - 1));
    const rest = await Promise.all(Array.from({ length: KEY_PER_MINUTE + 2 }, () => ask()));
    const refused = rest.filter(({ code }) => code === 'rate_limited');
    expect(refused.length).toBeGreaterThanOrEqual(3);
    for (const reply of refused) {
      expect(reply.status).toBe(429);
      expect(retryAfterOf(reply)).toBeGreaterThan(0);
      expect(retryAfterOf(reply)).toBeLessThanOrEqual(60);
      expect(reply.message).toContain(String(KEY_PER_MINUTE));
    }
    // Another buyer is not concerned.
    const { key: other } = await world.developer();
    expect((await ask(other)).status).toBe(200);
  });

  it('waits for a slot for as long as is said, and is then told what it waited for', async () => {
    machine.presence.busy = SLOTS;
    const reply = await ask();
    expect(reply).toMatchObject({ status: 429, code: 'queue_timeout' });
    expect(reply.tookMs).toBeGreaterThanOrEqual(PATIENCE_MS - 5);
    expect(retryAfterOf(reply)).toBeGreaterThan(0);
  });

  it('at more than the machines and their line hold, is refused at once; nobody who waits waits in vain', async () => {
    // Patience beyond what a busy machine takes: whoever would wait too long is refused as well.
    const patient = await worldOf(60_000);
    (await patient.addMachine({ pauseMs: 20 })).presence.slots = SLOTS;
    const { key: patientKey } = await patient.developer();
    const replies = await Promise.all(Array.from({ length: SLOTS * 8 }, () => ask(patientKey, patient.url)));
    await patient.close();
    const counts = counted(replies);
    // So many answer, twice as many wait, and all others were sent away.
    expect(counts['200']).toBeGreaterThanOrEqual(SLOTS * 3);
    expect(counts['429 queue_full']).toBeGreaterThan(0);
    expect(Object.keys(counts).sort()).toEqual(['200', '429 queue_full']);
    for (const reply of replies.filter(({ code }) => code === 'queue_full')) {
      expect(retryAfterOf(reply)).toBeGreaterThan(0);
      expect(reply.headers.get('content-type')).toContain('application/json');
    }
  });

  it('with all machines gone is told so, and when to try again; nothing is held or charged', async () => {
    machine.isLinked = false;
    const reply = await ask();
    expect(reply).toMatchObject({ status: 503, code: 'no_candidates' });
    expect(retryAfterOf(reply)).toBeGreaterThan(0);
    expect(reply.message).toMatch(/try again/i);
    const { rowCount } = await world.db.pool.query(`SELECT 1 FROM hold WHERE state = 'open'`);
    expect(rowCount).toBe(0);
  });

  it('whose only machine breaks is told that nothing was charged', async () => {
    machine.behaviour = { loseAfter: 0 };
    const reply = await ask();
    expect(reply).toMatchObject({ status: 502, code: 'node_lost' });
    expect(reply.message).toContain('Nothing was charged');
    const job = reply.headers.get('x-spindle-job');
    const { rows } = await world.db.pool.query('SELECT cost_nano FROM usage WHERE job_id = $1', [job]);
    expect(rows).toEqual([{ cost_nano: '0' }]);
  });
});
