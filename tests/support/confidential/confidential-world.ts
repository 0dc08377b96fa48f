import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type Client, createClient, httpEvidence, httpTransport, type Transport } from '@spindle/client';
import type { AllowedImage } from '@spindle/sealed/allow-list';
import { nodePrimitives } from '@spindle/sealed/node';
import { FaultError, type QuoteRequest, QuoteSchema } from '@spindle/shared';
import { LOCAL_NETWORK_ID } from '@spindle/ton';
import { type MockWorld, makeMockWorld } from '../../../apps/api/src/modules/attestation/testing/mock-enclave.ts';
import { type Database, openDatabase } from '../../../apps/api/src/platform/index.ts';
import { ensureDatabase, migrate } from '../../../apps/api/src/platform/migrate.ts';
import { startPostgres } from '../../../packages/devnet/src/postgres/index.ts';
import { createCheckerWith } from '../../../packages/sealed/src/confidential/create-checker.ts';
import { freePorts } from '../world.ts';
import { type BrokerProcess, startBroker, startProductionBroker } from './broker-process.ts';
import { DSTACK_IMAGE } from './dstack-machine.ts';
import { type MachineProcess, startMachineProcess } from './machine-process.ts';
import { serveBlock } from './one-block-chain.ts';
import { type ConfidentialMachine, type MachineParts, openMachine } from './open-machine.ts';
import { type RecordingWire, recordWire } from './recording-wire.ts';
import { LIST_OWNER, MODEL, seedAllowList, seedBuyer, seedModel } from './seed-market.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** The image that the mock machines of this process run. */
const IMAGE: AllowedImage = {
  measurements: {
    ...{ platform: 'tdx', mrTd: '11'.repeat(48), rtmr0: 'a0'.repeat(48) },
    ...{ rtmr1: 'a1'.repeat(48), rtmr2: 'a2'.repeat(48), rtmr3: 'a3'.repeat(48) },
  },
  image: { name: 'spindle-node', version: '0.1.0', digest: `sha256:${'0'.repeat(64)}` },
  gpu: 'none',
};

interface Machines {
  confidential: number;
  community: number;
}

/** A real broker in a process of its own, real Postgres, real machines in mock enclaves, and every wire recorded. */
export interface ConfidentialWorld {
  broker: BrokerProcess;
  /** Where the broker itself listens. */
  port: number;
  db: Database;
  /** What Postgres has said. */
  databaseLog(): string;
  /** Between devices and the broker. */
  wire: RecordingWire;
  /** The buyer's key. */
  key: string;
  device: Client;
  machine(parts: MachineParts, before?: (at: number) => Promise<void>): Promise<ConfidentialMachine>;
  /** `spindle-node` as it is built, in a process of its own, with an engine that listens there. */
  machineProcess(parts: { outputMicroUsd: bigint; engineUrl: string }): Promise<MachineProcess>;
  /** Until so many machines are ready to answer. */
  areReady(machines: Machines): Promise<void>;
  /**
   * Has `spindle-node` as it is built join the broker that is built for production, on the same database.
   * @returns what becomes of it: the code for which its evidence is refused.
   */
  atProductionBroker(): Promise<string>;
  close(): Promise<void>;
}

export interface ConfidentialOptions {
  /** The buyer's, which the market stores in clear. */
  firstName: string;
  /** What else the broker's environment says, once it is known which mock vendor it believes. */
  environment?: (mock: MockWorld) => Promise<Record<string, string>>;
}

export async function openConfidentialWorld(options: ConfidentialOptions): Promise<ConfidentialWorld> {
  const stops: (() => unknown)[] = [];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    return Object.assign(await build(options, stops), { close });
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  { firstName, environment: more = async () => ({}) }: ConfidentialOptions,
  stops: (() => unknown)[],
): Promise<Omit<ConfidentialWorld, 'close'>> {
  const databaseLog: string[] = [];
  const postgres = await startPostgres({ durable: false, log: (line) => databaseLog.push(line) });
  stops.push(() => postgres.stop());
  const url = postgres.url();
  await ensureDatabase(url);
  await migrate(url, MIGRATIONS);
  const db = openDatabase(url, () => {});
  stops.push(() => db.close());
  await seedModel(db);
  await seedAllowList(db, [IMAGE, DSTACK_IMAGE]);
  const { key } = await seedBuyer(db, firstName);
  const mock = await makeMockWorld();
  stops.push(() => mock.pcs.close());
  const [block] = mock.blocks ?? [];
  if (!block) throw new Error('the mock chain has a block');
  const chain = await serveBlock(block);
  stops.push(() => chain.close());
  const environment = (port: number) => ({
    ...{ SPINDLE_ENV: 'dev', PORT: `${port}`, PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'debug' },
    ...{ DATABASE_URL: url, BROKER_SEED: '11'.repeat(32), TON_API_URL: chain.url },
    ...{ TON_NETWORK_ID: `${LOCAL_NETWORK_ID}`, MARKET_ADDRESS: `0:${'bb'.repeat(32)}` },
    ...{
      ALLOW_LIST_OWNER: LIST_OWNER,
      FIXED_RATE_USD: '3.2',
      CHECK_SECONDS: '0',
      MOCK_INTEL_ROOT: mock.intel.rootHash,
      MOCK_INTEL_CERTIFICATE: mock.intel.certificates.root.toString('base64'),
    },
  });
  const { api: port, chain: otherPort } = await freePorts();
  const broker = await startBroker({ ...environment(port), ...(await more(mock)) });
  stops.push(() => broker.stop());
  const wire = await recordWire(port);
  stops.push(() => wire.close());
  const machine: ConfidentialWorld['machine'] = async (parts, before) => {
    const own = await openMachine({ db, mock, port }, parts, before);
    stops.push(() => own.stop());
    if (parts.isConfidential !== false && own.standing !== 'accepted') {
      throw new Error(`its evidence is refused: ${own.standing}\n${broker.log()}`);
    }
    return own;
  };
  const machineProcess = async (parts: { outputMicroUsd: bigint; engineUrl: string }, at = port) => {
    const own = await startMachineProcess({ db, mock, port: at, chainUrl: chain.url }, parts);
    stops.push(() => own.stop());
    return own;
  };
  const atProductionBroker = async () => {
    const production = await startProductionBroker(environment(otherPort));
    stops.push(() => production.stop());
    const own = await machineProcess({ outputMicroUsd: 1n, engineUrl: NO_ENGINE }, otherPort);
    return own.standing;
  };
  const device = deviceAt({ baseUrl: wire.url, token: key }, mock);
  const areReady = (machines: Machines) =>
    untilReady(httpTransport({ baseUrl: `http://127.0.0.1:${port}`, token: key }), machines);
  const log = () => databaseLog.join('\n');
  return {
    broker,
    port,
    db,
    databaseLog: log,
    wire,
    key,
    device,
    machine,
    machineProcess,
    areReady,
    atProductionBroker,
  };
}

/** What proves itself need not be able to answer. */
const NO_ENGINE = 'http://127.0.0.1:9/v1';

/** A buyer's device, which checks evidence as devices do, by roots of the mock vendor. */
function deviceAt(address: { baseUrl: string; token: string }, { verify }: MockWorld): Client {
  const create = createCheckerWith((bundle, policy, nowMs) => verify(bundle, policy, nowMs));
  const seen = { get: () => 0, set: () => undefined };
  const { check } = create({ source: httpEvidence(address), environment: 'dev', seen });
  return createClient({ ...address, env: 'dev', primitives: nodePrimitives, evidence: check, keepsOpening: true });
}

/** As the market's own quotes tell it, asked for past the wire that is recorded. */
async function untilReady(transport: Transport, { confidential, community }: Machines): Promise<void> {
  const all = { considered: confidential + community, excluded: [] };
  const some = { ...all, excluded: [{ why: 'tier_too_low', count: community }] };
  const untilMs = Date.now() + 20_000;
  for (;;) {
    const [anybody, proven] = [await decisionOf(transport, {}), await decisionOf(transport, { tier: 'confidential' })];
    if (isDeepStrictEqual([anybody, proven], [all, some])) return;
    if (Date.now() > untilMs) throw new Error(`not all machines are ready: ${JSON.stringify([anybody, proven])}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whom the market considers, and why not; a code where it quotes nobody. */
async function decisionOf(transport: Transport, wishes: Partial<QuoteRequest>): Promise<unknown> {
  try {
    const { quote } = await transport.quote({ model: MODEL, maxInputTokens: 100, maxOutputTokens: 64, ...wishes });
    return QuoteSchema.parse(JSON.parse(quote.text)).decision;
  } catch (error) {
    if (error instanceof FaultError) return error.fault.code;
    throw error;
  }
}
