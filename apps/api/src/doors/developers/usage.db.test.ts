import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL } from '../../modules/relay/testing/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

let world: DoorWorld;
let key: string;

beforeAll(async () => {
  world = await createDoorWorld();
  await world.addMachine();
  ({ key } = await world.developer());
  const openai = world.openai(key);
  for (const content of ['one', 'two', 'three'])
    await openai.chat.completions.create({ model: MODEL, messages: [{ role: 'user', content }] });
});
afterAll(() => world.close());

const get = (query: string, bearer = key) =>
  fetch(`${world.url}/v1/usage${query}`, { headers: { authorization: `Bearer ${bearer}` } });
const json = async (query: string) => {
  const response = await get(query);
  return { status: response.status, body: await response.json() };
};

describe('GET /v1/usage', () => {
  it('lists requests in pages, newest first', async () => {
    const first = await json('?limit=2');
    expect(first.body).toMatchObject({ object: 'list', has_more: true });
    expect(first.body.data[0]).toMatchObject({
      model: MODEL,
      end: 'complete',
      cost_ton: '0.000004667',
      key_name: 'test',
    });
    const second = await json(`?limit=2&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ has_more: false, next: null });
    const ids = [...first.body.data, ...second.body.data].map(({ request }) => request);
    expect(new Set(ids).size).toBe(3);
  });

  it('knows days and moments', async () => {
    const today = new Date(world.clock.nowMs()).toISOString().slice(0, 10);
    expect((await json(`?from=${today}&to=${today}`)).body.data).toHaveLength(3);
    expect((await json('?to=2020-01-01T00:00:00Z')).body.data).toEqual([]);
    expect((await json('?from=2100-01-01')).body.data).toEqual([]);
    expect((await json(`?model=${encodeURIComponent(MODEL)}&end=complete&kind=chat`)).body.data).toHaveLength(3);
    expect((await json('?key=app')).body.data).toEqual([]);
  });

  it('gives all of it as CSV', async () => {
    const response = await get('?format=csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('spindle-usage.csv');
    const lines = (await response.text()).split('\r\n');
    expect(lines[0]).toMatch(/^time,request,kind,/);
    expect(lines).toHaveLength(5);
  });

  it.each([
    ['?form=csv', 'form'],
    ['?from=yesterday', 'from'],
    ['?limit=0', 'limit'],
    ['?key=nobody', 'key'],
    ['?cursor=x', 'cursor'],
    ['?format=csv&limit=5', 'limit, cursor'],
  ])('refuses %s by name', async (query, field) => {
    const { status, body } = await json(query);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'invalid_input', type: 'invalid_request_error' });
    expect(body.error.message).toContain(field);
  });

  it('shows nobody else’s', async () => {
    const stranger = await world.developer();
    const response = await get('', stranger.key);
    expect((await response.json()).data).toEqual([]);
    expect((await get('', 'sk-none')).status).toBe(401);
  });

  it('is closed to a key that may only ask models', async () => {
    const { key: asking } = await world.developer({ scopes: ['inference'] });
    for (const path of ['', '?format=csv', '/01900000-0000-7000-8000-000000000001']) {
      const response = await get(path, asking);
      expect(response.status).toBe(403);
      expect((await response.json()).error.code).toBe('key_scope');
    }
  });
});

describe('GET /v1/usage/{request}', () => {
  it('shows its journey and its receipt', async () => {
    const [row] = (await json('?limit=1')).body.data;
    const { body } = await json(`/${row.request}`);
    expect(body.usage).toEqual(row);
    expect(body.journey.attempts).toHaveLength(1);
    expect(JSON.parse(body.receipt.text)).toMatchObject({ jobId: row.request });
    expect(body.receipt).toMatchObject({ signature: expect.stringMatching(/^[0-9a-f]{128}$/) });
  });

  it('knows nothing of other people’s', async () => {
    const [row] = (await json('?limit=1')).body.data;
    const stranger = await world.developer();
    expect((await get(`/${row.request}`, stranger.key)).status).toBe(404);
    expect((await get('/nonsense')).status).toBe(404);
  });
});
