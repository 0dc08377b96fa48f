import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import OpenAI from 'openai';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fundedBuyer } from './support/buyer.ts';
import { type RunningWorld, removeWorld, startWorld } from './support/world.ts';

/** Words that no other text holds; each door gets its own. */
const CANARIES = { developers: 'zebrafinch-quasar-7041', sealed: 'okapi-theremin-5528' };

let world: RunningWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world.stop();
  removeWorld(world.dataDir);
});

it('no log, row or file of the broker holds a prompt, whether the request succeeds or fails', async () => {
  const openai = new OpenAI({ ...world.dev.openai, maxRetries: 0 });
  const ask = (extra: object) =>
    openai.chat.completions.create({
      model: world.dev.openai.model,
      messages: [{ role: 'user', content: `What is ${CANARIES.developers}?` }],
      max_tokens: 40,
      ...extra,
    });
  const answer = await ask({});
  const said = answer.choices[0]?.message.content ?? '';
  expect(said.length).toBeGreaterThan(10);
  await expect(ask({ model: 'no/such-model' })).rejects.toThrow();
  await expect(
    ask({ messages: [{ role: 'user', content: `${CANARIES.developers} `.repeat(3000) }] }),
  ).rejects.toThrow();
  await expect(ask({ temperature: `${CANARIES.developers}` })).rejects.toThrow();

  const buyer = await fundedBuyer(world);
  const sealed = await buyer.ask({ model: world.dev.openai.model, question: `What is ${CANARIES.sealed}?` });
  expect(sealed).toMatchObject({ code: null });

  const tables = await everyRow(world.databaseUrl);
  expect(tables).toContain(world.dev.openai.model); // the search does see rows
  for (const secret of [...Object.values(CANARIES), said.slice(0, 40), sealed.text.slice(0, 40)]) {
    expect(tables).not.toContain(secret);
    expect(filesOf(world.dataDir).filter((file) => readFileSync(file).includes(secret))).toEqual([]);
  }
});

/** Every row of every table as text. */
async function everyRow(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  let all = '';
  for (const { name } of rows) {
    const found = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`);
    all += found.rows.map(({ row }) => row).join('\n');
  }
  await client.end();
  return all;
}

/** Every file under the folder: logs, the database's own files and its write-ahead log, the node's journal. */
function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return [];
    if (found.isDirectory()) return filesOf(file);
    // A socket holds nothing.
    return found.isFile() ? [file] : [];
  });
}
