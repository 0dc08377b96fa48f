import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { AnswerEnd } from '@spindle/client';
import OpenAI from 'openai';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { logIn } from '../scripts/world/market-client.ts';
import { type Asked, fundedBuyer } from './support/buyer.ts';
import { type RunningWorld, removeWorld, startWorld } from './support/world.ts';

/** Words that no other text holds; each door gets its own. */
const CANARIES = {
  developers: 'zebrafinch-quasar-7041',
  sealed: 'okapi-theremin-5528',
  shown: 'tapir-clavichord-8163',
};

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

it('what a buyer shows in a dispute is read by the admin alone: no log, row or file holds it, nor what opens it', async () => {
  const buyer = await fundedBuyer(world);
  const asked = await buyer.ask({ model: world.dev.openai.model, question: `What is ${CANARIES.shown}?` });
  const { file, secrets } = shownFileOf(asked);
  const { jobId } = ended(asked).receipt;
  const { disputeId } = await buyer.market.disputes.open.mutate({
    ...{ jobId, code: 'other', words: 'Look for yourselves.', shown: file },
  });
  const secret = world.dev.logins.admin.split('#dev=admin.')[1] ?? '';
  const admin = await logIn(world.dev.api, secret, 'admin');
  const looked = await admin.disputes.look.mutate({ disputeId });
  // The admin's device has it: what follows is not missing because nothing was shown.
  expect(looked.file).toBe(file);
  expect(secrets.filter((it) => file.includes(it))).toEqual(secrets.slice(2));

  const tables = await everyRow(world.databaseUrl);
  expect(tables).toContain('Look for yourselves.'); // the search does see this dispute
  expect(tables).toContain('dispute.look');
  const files = filesOf(world.dataDir).map((name) => ({ name, bytes: readFileSync(name) }));
  for (const word of secrets.flatMap(codedForms)) {
    expect([word, tables.includes(word)]).toEqual([word, false]);
    expect([word, files.filter(({ bytes }) => bytes.includes(word)).map(({ name }) => name)]).toEqual([word, []]);
  }
});

function ended({ events }: Asked): AnswerEnd {
  const end = events.find((event): event is AnswerEnd => event.kind === 'end');
  if (!end) throw new Error('the answer has no end');
  return end;
}

/** The receipt's file as the app shows it to admins, and what nobody else may ever hold: words, then what opens them. */
function shownFileOf(asked: Asked): { file: string; secrets: string[] } {
  const { signedReceipt, opening, questionOpening } = ended(asked);
  if (!opening || !questionOpening) throw new Error('nothing was kept');
  const { request, contentKey } = questionOpening;
  const receipt = { v: 1, kind: 'spindle-receipt', receipt: signedReceipt };
  return {
    file: JSON.stringify({ ...receipt, request, opening: { ...opening, contentKey } }),
    secrets: [CANARIES.shown, asked.text.slice(0, 40), contentKey, opening.salt],
  };
}

/** As a row of bytes, a log or a file would hold it. */
const codedForms = (word: string): string[] => {
  const bytes = Buffer.from(word);
  return [word, bytes.toString('hex'), bytes.toString('base64').slice(0, -4)];
};

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
