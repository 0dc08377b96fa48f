import { createHash, randomBytes } from 'node:crypto';
import { fail, unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POLICY } from '../../../../../packages/sealed/src/attestation/testing/mock-machine.ts';
import { openEvidenceDoor } from '../../doors/evidence/index.ts';
import { createHttpServer } from '../../platform/http-server.ts';
import { createLog } from '../../platform/index.ts';
import { eventually } from '../nodes/testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../nodes/testing/node-world.ts';
import { createEvidenceWith, type EvidenceDeps } from './evidence/create-evidence.ts';
import type { AllowedImages } from './evidence/judge-evidence.ts';
import { createSecondJudge } from './evidence/second-judge.ts';
import { createEvidence, keepTiers } from './index.ts';
import { MOCK_IMAGES, type MockWorld, makeMockWorld, mockSecondJudge } from './testing/mock-enclave.ts';

let world: NodeWorld;
let mock: MockWorld;
let images: AllowedImages | null;
const log = createLog('fatal');

beforeAll(async () => {
  world = await makeNodeWorld();
  mock = await makeMockWorld();
});
beforeEach(() => {
  images = MOCK_IMAGES;
});
afterEach(() => world.clean());
afterAll(async () => {
  await mock.pcs.close();
  await world.close();
});

const deps = (): EvidenceDeps => ({
  ...{ db: world.db, clock: { nowMs: () => Date.now() }, log, env: 'dev', reader: mock.reader },
  allowedImages: async () => images,
});

/** A market and a confidential machine that is linked to it, once its evidence was looked at. */
async function setup(evidence = createEvidenceWith(mock.verify, deps(), mockSecondJudge(mock.intel))) {
  const market = await world.market({ evidence });
  const machine = await world.machine(market, { enclave: mock.enclave });
  const { nodeId } = machine.membership;
  const standing = () => market.nodes.presence(nodeId)?.evidence ?? null;
  await eventually('its evidence was looked at', () => standing()?.state ?? null);
  const view = async () => (await market.nodes.nodesOf([machine.listing.listingId]))[0];
  return { market, machine, nodeId, evidence, standing, view };
}

describe('a confidential machine', () => {
  it('is refused, loudly, when the second judge does not agree; and admins see why', async () => {
    const alarms: object[] = [];
    const loud = { ...log, error: (facts: object) => alarms.push(facts) };
    const evidence = createEvidenceWith(mock.verify, { ...deps(), log: loud }, createSecondJudge());
    const { nodeId, standing } = await setup(evidence);
    expect(standing()).toMatchObject({
      state: 'refused',
      code: 'second_judge_disagrees',
      facts: { theirs: 'refused' },
    });
    expect([evidence.disagreements(), alarms]).toMatchObject([1, [{ nodeId, hash: standing()?.hash }]]);
    expect(await evidence.board()).toMatchObject([
      { nodeId, isLinked: true, standing: { state: 'refused', code: 'second_judge_disagrees', manifest: null } },
    ]);
  });

  it('is believed by what it shows, which anybody may fetch by its hash', async () => {
    const { market, nodeId, evidence, standing, view } = await setup();
    expect(standing()).toMatchObject({ state: 'accepted', code: null });
    const { hash, untilMs, manifest } = standing() ?? {};
    expect(manifest).toBe(market.nodes.presence(nodeId)?.manifestText);
    expect(untilMs).toBeGreaterThan(Date.now() + 3600_000);
    expect((await view())?.condition.state).toBe('online');
    const app = createHttpServer(log);
    openEvidenceDoor(app, { evidence, log });
    const reply = await app.inject(`/v1/evidence/${hash}`);
    expect(reply.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': /immutable/ });
    expect(createHash('sha256').update(reply.body).digest('hex')).toBe(hash);
    expect(reply.json().manifest).toBe(manifest);
    for (const path of ['0'.repeat(64), 'x', `${hash}0`]) {
      expect((await app.inject(`/v1/evidence/${path}`)).statusCode).toBe(404);
    }
    await app.close();
  });

  it('is refused by the market of production, for it does not exist', async () => {
    const { standing, view } = await setup(createEvidence(deps()));
    expect(standing()).toMatchObject({ state: 'refused', code: 'certificate_extension_unknown', untilMs: null });
    expect((await view())?.condition).toMatchObject({
      ...{ state: 'unproven', code: 'certificate_extension_unknown', evidence: { part: 'pck_chain' } },
    });
  });

  it('is refused while no image is allowed', async () => {
    images = { version: '0', measurements: [] };
    const { standing } = await setup();
    expect(standing()).toMatchObject({ state: 'refused', code: 'measurement_refused' });
  });

  it('is out as soon as its image is revoked, and in again when it is allowed', async () => {
    const { evidence, standing, view } = await setup();
    images = { version: '2', measurements: [] };
    await evidence.again();
    expect(standing()).toMatchObject({ state: 'refused', code: 'measurement_refused' });
    expect((await view())?.condition.state).toBe('unproven');
    images = { ...MOCK_IMAGES, version: '3' };
    await evidence.again();
    expect(standing()?.state).toBe('accepted');
  });

  it('is not out of work while it shows evidence for another manifest', async () => {
    const { market, machine, nodeId } = await setup();
    const presence = market.nodes.presence(nodeId);
    const before = presence?.manifestText;
    const seen = new Set<string>();
    const look = setInterval(() => {
      const { evidence, manifestText } = presence ?? {};
      seen.add(evidence?.manifest === manifestText ? (evidence?.state ?? 'none') : 'of another');
    }, 1);
    await world.db.prisma.offer.updateMany({
      where: { listingId: machine.listing.listingId },
      data: { isActive: false },
    });
    await market.nodes.offersChanged();
    clearInterval(look);
    expect(presence?.manifestText).not.toBe(before);
    expect(presence?.evidence).toMatchObject({ state: 'accepted', manifest: presence?.manifestText });
    expect([...seen]).toEqual(['accepted']);
  });

  it('stays as it was while list or chain cannot be read, and is looked at as soon as they can', async () => {
    const { evidence, standing } = await setup();
    images = null;
    await evidence.again();
    expect(standing()).toMatchObject({ state: 'accepted', unjudged: null });
    images = { version: '2', measurements: [] };
    await evidence.again();
    expect(standing()?.state).toBe('refused');
  });

  it('has shown nothing, as far as anybody can tell, when it comes while the chain is away', async () => {
    let isAway = true;
    const away = fail('chain_unreachable', { why: 'down' });
    const block = async (seqno: number) => (isAway ? away : mock.reader.block(seqno));
    const { evidence, standing } = await setup(createEvidenceWith(mock.verify, { ...deps(), reader: { block } }));
    const unjudged = { code: 'evidence_unjudged', facts: { what: 'TON' } };
    expect(standing()).toMatchObject({ state: 'missing', code: 'evidence_not_shown', unjudged });
    isAway = false;
    await evidence.again();
    expect(standing()).toMatchObject({ state: 'accepted', unjudged: null });
  });

  it('answers nonces of devices through the market, few at a time', async () => {
    const { market, nodeId } = await setup();
    const nonce = randomBytes(32).toString('hex');
    const others = Array.from({ length: 16 }, () => market.nodes.attest(nodeId, randomBytes(32).toString('hex')));
    const tooMany = await market.nodes.attest(nodeId, nonce);
    expect(tooMany).toMatchObject({ fault: { code: 'node_busy', facts: { retryAfterSeconds: 2 } } });
    await Promise.all(others);
    const answer = await market.nodes.attest(nodeId, nonce);
    const policy = { ...POLICY, freshness: { kind: 'nonce', nonce } as const };
    const verdict = await mock.verify(JSON.parse(unwrap(answer)), policy, Date.now());
    expect(verdict.refusal).toBeNull();
    expect(await market.nodes.attest(world.provider.accountId, nonce)).toMatchObject({ fault: { code: 'not_found' } });
  });

  it('is remembered where it is not linked: for its owner, and for other brokers', async () => {
    const { nodeId, machine, evidence, standing } = await setup();
    const { hash } = standing() ?? {};
    await machine.node.stop(1_000);
    await eventually('it is gone', () => evidence.standingOf(nodeId) === null || null);
    const other = createEvidence(deps());
    expect((await other.standingsOf([nodeId])).get(nodeId)).toMatchObject({ state: 'accepted', hash });
    expect(await other.bundle(hash ?? '')).toContain('spindle-evidence');
    const later = createEvidence({ ...deps(), clock: { nowMs: () => Date.now() + 7 * 3600_000 } });
    expect((await later.standingsOf([nodeId])).get(nodeId)).toMatchObject({
      state: 'expired',
      code: 'evidence_expired',
    });
  });
});

describe('the confidential tier', () => {
  const DAY_MS = 24 * 3600_000;
  const keep = (laterMs = 0) => keepTiers({ db: world.db, clock: { nowMs: () => Date.now() + laterMs } });
  const tierOf = async (id: string) => (await world.db.prisma.listing.findUniqueOrThrow({ where: { id } })).tier;
  const told = async (listingId: string) =>
    (
      await world.db.prisma.outboxEvent.findMany({ where: { subject: `listing:${listingId}` }, orderBy: { id: 'asc' } })
    ).map(({ kind, facts }) => ({ kind, facts }));

  it('is given for accepted evidence alone, and goes when that was missing for a day', async () => {
    const { machine, evidence } = await setup();
    const { listingId } = machine.listing;
    expect(await tierOf(listingId)).not.toBe('confidential');
    expect(await keep()).toContain(listingId);
    expect([await keep(), await tierOf(listingId)]).toEqual([[], 'confidential']);
    images = { version: '2', measurements: [] };
    await evidence.again();
    expect([await keep(DAY_MS - 60_000), await tierOf(listingId)]).toEqual([[], 'confidential']);
    expect(await keep(DAY_MS + 60_000)).toContain(listingId);
    expect(await tierOf(listingId)).toBe('community');
    const badge = { listingId, badge: 'confidential' };
    expect(await told(listingId)).toEqual([
      { kind: 'badge_won', facts: { ...badge, code: 'confidential' } },
      { kind: 'badge_lost', facts: { ...badge, code: 'measurement_refused' } },
    ]);
  });

  it('is not given to a listing with a machine that has proved nothing, nor for evidence that is refused', async () => {
    const { market, machine } = await setup();
    const { listing } = machine;
    const second = await world.machine(market, { listing });
    await eventually('it is linked', () => market.nodes.presence(second.membership.nodeId));
    await world.db.prisma.node.updateMany({
      where: { listingId: listing.listingId },
      data: { lastSeenAt: new Date() },
    });
    expect(await keep()).not.toContain(listing.listingId);
    expect(await tierOf(listing.listingId)).not.toBe('confidential');
    const refused = await setup(createEvidence(deps()));
    expect(await keep()).not.toContain(refused.machine.listing.listingId);
  });
});

it('a machine without an enclave is asked for nothing', async () => {
  const market = await world.market({ evidence: createEvidenceWith(mock.verify, deps()) });
  const { membership } = await world.machine(market);
  const presence = await eventually('it is linked', () => market.nodes.presence(membership.nodeId));
  expect(presence.evidence).toBeNull();
  expect(await market.nodes.attest(membership.nodeId, '00'.repeat(32))).toMatchObject({ fault: { code: 'not_found' } });
});
