import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

let world: DoorWorld;
let key: string;

beforeAll(async () => {
  world = await createDoorWorld();
  ({ key } = await world.developer());
});
afterAll(() => world.close());

async function upload(type: string, body: string) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': type };
  const response = await fetch(`${world.url}/v1/files`, { method: 'POST', headers, body });
  return { status: response.status, ...(await response.json()).error };
}

const FORM = 'multipart/form-data; boundary=x';
const PURPOSE = '--x\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n';
const FILE = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n{"custom_id":"a"}\r\n';

it.each([
  ['has no boundary', 'multipart/form-data', ''],
  ['is empty', FORM, ''],
  ['breaks off in its head', FORM, '--x\r\nContent-Disposition: form-da'],
  ['breaks off before its file', FORM, PURPOSE],
  ['breaks off in its file', FORM, PURPOSE + FILE.slice(0, -8)],
  ['breaks off behind its file', FORM, PURPOSE + FILE],
  ['is something else', FORM, '{"purpose":"batch"}'],
])('a form that %s is refused, and nothing of it is kept', async (_, type, body) => {
  expect(await upload(type, body)).toMatchObject({ status: 400, code: 'invalid_input', type: 'invalid_request_error' });
  const response = await fetch(`${world.url}/v1/files`, { headers: { authorization: `Bearer ${key}` } });
  expect((await response.json()).data).toEqual([]);
});
