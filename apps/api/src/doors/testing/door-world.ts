import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type AccountId, fail, unwrap } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import OpenAI from 'openai';
import {
  type ActorDeps,
  actorOfKeyHash,
  createActorMemory,
  createApiKey,
  type SomeKeyRules,
} from '../../modules/accounts/index.ts';
import { type Batches, type BatchesDeps, createBatches } from '../../modules/batches/index.ts';
import { createCatalogMemory, listModels, seedCatalog } from '../../modules/catalog/index.ts';
import { createOfferMemory, type MarketDeps } from '../../modules/listings/index.ts';
import { createRelayWorld, type RelayWorld } from '../../modules/relay/testing/index.ts';
import { createReplays, type Replays } from '../../modules/replays/index.ts';
import { createHttpServer, type HttpPatience } from '../../platform/http-server.ts';
import { openClientsDoor } from '../clients/index.ts';
import { createCarryOut, type DevelopersDoorParts, openDevelopersDoor } from '../developers/index.ts';

/** Both doors of buyers on a real port, with machines in memory behind them. For tests. */
export interface DoorWorld extends RelayWorld {
  app: FastifyInstance;
  url: string;
  people: ActorDeps & MarketDeps;
  replays: Replays;
  batches: Batches;
  /** What another broker on the same database would be made of. */
  batchesDeps: BatchesDeps;
  doorParts: DevelopersDoorParts;
  /** A buyer with money and an API key. */
  developer(money?: SomeKeyRules & { depositedNano?: bigint }): Promise<{ accountId: AccountId; key: string }>;
  openai(key: string): OpenAI;
  /** Puts a live offer of a catalogue's model into the database. @returns the model's id. */
  sell(): Promise<string>;
}

export async function createDoorWorld(
  limits: Parameters<typeof createRelayWorld>[0] = {},
  patience?: HttpPatience,
  options?: Parameters<typeof createRelayWorld>[1],
): Promise<DoorWorld> {
  const world = await createRelayWorld(limits, options);
  const { db, clock } = world;
  const people = {
    db,
    clock,
    actors: createActorMemory(clock),
    catalog: createCatalogMemory(clock),
    offerMemory: createOfferMemory(clock),
    nodes: {
      presencesOf: world.machines.presencesOf,
      nodesOf: async () => [],
      offersChanged: async () => {},
      unlink: () => {},
    },
  };
  const log = world.relayDeps.log;
  const app = createHttpServer(log, patience);
  const inside = { quote: world.quoteDeps, relay: world.relay, log };
  const batchesDeps: BatchesDeps = {
    ...{ db, clock, log, releaseJob: world.usage.releaseJob, carryOut: createCarryOut(inside) },
    actorOfKeyHash: (keyHash) => actorOfKeyHash(people, keyHash),
    limits: { maxFileBytes: 2 ** 20, maxLines: 500, maxStoredBytes: 2 ** 22, maxLinesAtOnce: 8 },
    pace: { pauseMs: 20, longestPauseMs: 100 },
  };
  const replays = createReplays({ db, clock, log });
  const batches = createBatches(batchesDeps);
  const { admission } = world;
  const parts = { ...inside, people, admission, replays, batches, isOpenToBrowsers: true };
  // No machine here has an enclave.
  openClientsDoor(app, { ...parts, nodes: { attest: async () => fail('not_found', { what: 'enclave' }) } });
  openDevelopersDoor(app, parts);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    ...world,
    app,
    url,
    people,
    replays,
    batches,
    batchesDeps,
    doorParts: parts,
    developer: async ({ depositedNano = 10n ** 10n, ...rules } = {}) => {
      const accountId = await world.buyer({ depositedNano });
      const made = unwrap(await createApiKey({ db, clock }, world.actor(accountId), { name: 'test', ...rules }));
      return { accountId, key: made.key };
    },
    openai: (key) => new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 }),
    sell: async () => {
      await seedCatalog({ db });
      const [model] = await listModels(people);
      if (!model) throw new Error('the catalogue is empty');
      const listingId = await world.listing(await world.person());
      await db.pool.query(
        `INSERT INTO offer (id, listing_id, model_id, input_micro_usd_per_mtok, cached_input_micro_usd_per_mtok,
           output_micro_usd_per_mtok) VALUES ($1, $2, $3, 100000, 50000, 400000)`,
        [randomUUID(), listingId, model.modelId],
      );
      return model.modelId;
    },
    close: async () => {
      await batches.stop();
      await app.close();
      await world.close();
    },
  };
}
