import type OpenAI from 'openai';
import { toFile } from 'openai';
import { expect } from 'vitest';
import { keyHashOf } from '../../modules/accounts/index.ts';
import type { Caller } from '../../modules/batches/index.ts';
import { MODEL } from '../../modules/relay/testing/index.ts';
import type { DoorTest } from './use-door-world.ts';

export const CHAT_URL = '/v1/chat/completions';

/** One line of a batch's file. */
export const lineOf = (customId: string, more: object = {}, body: object = {}) =>
  JSON.stringify({
    custom_id: customId,
    method: 'POST',
    url: CHAT_URL,
    body: { model: MODEL, messages: [{ role: 'user', content: `question ${customId}` }], max_tokens: 20, ...body },
    ...more,
  });
export const linesOf = (count: number) => Array.from({ length: count }, (_, at) => lineOf(`c${at}`));

export type Batch = OpenAI.Batch & { spindle?: { waiting_for: string | null } };

export interface ResultLine {
  custom_id: string;
  response: {
    status_code: number;
    request_id: string;
    body: { choices: { message: { content: string } }[]; error?: { code: string } };
  } | null;
  error: { code: string; message: string } | null;
}

/** What the developer of a test does with files and batches, by OpenAI's client. */
export function useBatches(door: DoorTest) {
  const upload = async (lines: readonly string[], name = 'lines.jsonl') =>
    door.openai.files.create({ file: await toFile(Buffer.from(lines.join('\n')), name), purpose: 'batch' });
  return {
    upload,
    createBatch: async (lines: readonly string[], more: { metadata?: Record<string, string> } = {}) => {
      const { id } = await upload(lines);
      return door.openai.batches.create({ input_file_id: id, endpoint: CHAT_URL, completion_window: '24h', ...more });
    },
    until: async (id: string, status: Batch['status'], client = door.openai): Promise<Batch> => {
      await expect.poll(async () => (await client.batches.retrieve(id)).status, { timeout: 20_000 }).toBe(status);
      return client.batches.retrieve(id);
    },
    /** The lines of a file of results, in their order; none where there is no file. */
    results: async (fileId: string | null | undefined): Promise<ResultLine[]> => {
      if (!fileId) return [];
      const text = await (await door.openai.files.content(fileId)).text();
      expect(Buffer.byteLength(text)).toBe((await door.openai.files.retrieve(fileId)).bytes);
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    },
    /** The developer as the module of batches knows them. */
    caller: async (): Promise<Caller> => {
      const hash = keyHashOf(door.key);
      const { rows } = await door.world.db.pool.query('SELECT id FROM api_key WHERE key_hash = $1', [hash]);
      return { accountId: door.accountId, apiKeyId: rows[0].id, apiKeyText: door.key };
    },
  };
}
