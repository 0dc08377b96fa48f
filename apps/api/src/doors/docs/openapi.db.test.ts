import { Validator } from '@seriousme/openapi-schema-validator';
import { toFile } from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPolicy, type Policy } from '../../modules/policy/index.ts';
import { MODEL } from '../../modules/relay/testing/index.ts';
import { createHttpServer } from '../../platform/http-server.ts';
import { openDevelopersDoor } from '../developers/index.ts';
import { ModelObjectSchema } from '../developers/model-object.ts';
import { openPolicyDoor } from '../policy/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';
import { OPERATIONS, openApiDocument, openDocsDoor } from './index.ts';
import {
  BatchObjectSchema,
  ChatCompletionSchema,
  DeletedFileSchema,
  ErrorSchema,
  FileObjectSchema,
  PolicyObjectSchema,
} from './reply-schemas.ts';

const PUBLIC_URL = 'https://spindle.example';
let world: DoorWorld;
let policy: Policy;
beforeAll(async () => {
  world = await createDoorWorld();
  await world.addMachine();
  policy = await openPolicy({ ...world, initial: {} });
});
afterAll(() => world.close());

it('is a good document of OpenAPI 3.1, in which every schema that is named is there', async () => {
  const document = openApiDocument(PUBLIC_URL);
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
    expect(document.components).toHaveProperty(['schemas', name ?? '']);
  }
  for (const own of ['max_price', 'policy', 'tier', 'providers', 'max_coefficient', 'Idempotency-Key', 'file_quota']) {
    expect(text).toContain(own);
  }
});

it('names every route of the door, and no other', async () => {
  const routes: string[] = [];
  const app = createHttpServer(world.relayDeps.log);
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD' && each !== 'OPTIONS') routes.push(`${each} ${url}`);
  });
  openDevelopersDoor(app, world.doorParts);
  openPolicyDoor(app, { policy });
  await app.ready();
  await app.close();
  const documented = OPERATIONS.map(
    ({ method, path }) => `${method.toUpperCase()} ${path.replace('{model}', '*').replace(/\{(\w+)\}/g, ':$1')}`,
  );
  expect(routes.sort()).toEqual(documented.sort());
  expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
});

it('says what the door really answers', async () => {
  const { key } = await world.developer();
  const openai = world.openai(key);
  const chat = await openai.chat.completions.create({ model: MODEL, messages: [{ role: 'user', content: 'Hi' }] });
  ChatCompletionSchema.parse(chat);
  const modelId = await world.sell();
  ModelObjectSchema.strict().parse(await openai.models.retrieve(modelId));
  const file = await openai.files.create({ file: await toFile(Buffer.from('{}'), 'x'), purpose: 'batch' });
  FileObjectSchema.strict().parse(file);
  const batch = await openai.batches.create({
    ...{ input_file_id: file.id, endpoint: '/v1/embeddings', completion_window: '24h' },
  });
  await expect.poll(async () => (await openai.batches.retrieve(batch.id)).status).toBe('failed');
  BatchObjectSchema.strict().parse(await openai.batches.retrieve(batch.id));
  const app = createHttpServer(world.relayDeps.log);
  openPolicyDoor(app, { policy });
  const said = await app.inject('/v1/policy');
  expect(PolicyObjectSchema.strict().parse(said.json()).changes.length).toBeGreaterThan(5);
  await app.close();
  DeletedFileSchema.strict().parse(await openai.files.delete(file.id));
  const refused = await fetch(`${world.url}/v1/files`);
  ErrorSchema.strict().parse(await refused.json());
});

it('is served, and read on a page that runs no script but ours', async () => {
  const app = createHttpServer(world.relayDeps.log);
  openDocsDoor(app, { publicUrl: PUBLIC_URL });
  const document = await app.inject('/openapi.json');
  expect(document.json()).toMatchObject({ openapi: '3.1.1', servers: [{ url: PUBLIC_URL }] });
  const page = await app.inject('/docs');
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  for (const [, path = ''] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
    const part = await app.inject(path);
    expect([path, part.statusCode]).toEqual([path, 200]);
    expect(part.body.length).toBeGreaterThan(50);
  }
  expect((await app.inject('/docs/package.json')).statusCode).toBe(404);
  expect((await app.inject('/docs/..%2fpackage.json')).statusCode).toBe(404);
  await app.close();
});
