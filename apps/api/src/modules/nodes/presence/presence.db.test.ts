import { SIGNING_DOMAINS, signDocument } from '@spindle/sealed/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkManifest } from '../linking/check-manifest.ts';
import { eventually } from '../testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeScriptedEngine } from '../testing/scripted-engine.ts';
import { addTestOffer } from '../testing/test-listing.ts';

let world: NodeWorld;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterAll(() => world.close());
afterEach(() => world.clean());

describe('presence', () => {
  it('is written down: since when, last seen, and how fast by our own clock', async () => {
    const market = await world.market({ pace: { tickMs: 20 } });
    const machine = await world.machine(market, { engine: makeScriptedEngine(10) });
    const { nodeId } = machine.membership;
    const presence = await eventually('it is linked', () => market.nodes.presence(nodeId));
    await eventually('it is measured', () => presence.tokensPerSecond !== null);
    expect(presence.firstTokenMs).toBeGreaterThanOrEqual(9);
    expect(presence.tokensPerSecond).toBeLessThan(120);
    const row = await eventually('it is written', async () => {
      const found = await world.db.prisma.node.findUniqueOrThrow({ where: { id: nodeId } });
      return found.linkedSince && found.measuredAt ? found : null;
    });
    expect(row).toMatchObject({ program: 'spindle-node/0.1.0', tokensPerSecond: presence.tokensPerSecond });
    expect(await market.nodes.nodesOf([machine.listing.listingId])).toMatchObject([
      { online: true, slots: 4, busy: 0 },
    ]);
    await machine.node.stop();
    await eventually('its going is written', async () => {
      const found = await world.db.prisma.node.findUniqueOrThrow({ where: { id: nodeId } });
      return found.linkedSince === null;
    });
    const [view] = await market.nodes.nodesOf([machine.listing.listingId]);
    expect(view).toMatchObject({ online: false, slots: 0, sinceMs: expect.any(Number) });
  });

  it('is busy from the moment at which it is measured, so that no buyer is sent there meanwhile', async () => {
    const market = await world.market({ pace: { tickMs: 20 } });
    const engine = makeScriptedEngine(1);
    const seen: (number | undefined)[] = [];
    const { answer } = engine;
    let nodeId = '';
    engine.answer = (...asked) => {
      if (nodeId) seen.push(market.nodes.presence(nodeId)?.busy);
      return answer(...asked);
    };
    ({ nodeId } = (await world.machine(market, { engine })).membership);
    await eventually('it was measured', () => seen.length >= 1);
    // The node's own word of it is still on its way then.
    expect(seen).toEqual([1]);
    await eventually('it is free again', () => market.nodes.presence(nodeId)?.busy === 0);
  });

  it('follows what the listing offers, and the manifest with it', async () => {
    const market = await world.market();
    const listing = await world.listing();
    const machine = await world.machine(market, { listing });
    const presence = await eventually('it is linked', () => market.nodes.presence(machine.membership.nodeId));
    const before = presence.manifestText;
    await world.db.prisma.offer.updateMany({ where: { listingId: listing.listingId }, data: { isActive: false } });
    await addTestOffer(world.db, listing.listingId);
    await market.nodes.offersChanged();
    expect(presence.manifest.models).toEqual([]);
    expect(presence.manifestText).not.toBe(before);
    await eventually('the node says that nothing is loaded', () => presence.loadedModels.size === 0);
    expect(machine.node.view().faults).toMatchObject([{ code: 'node_offers' }]);
    await world.db.prisma.offer.updateMany({ where: { listingId: listing.listingId }, data: { isActive: true } });
    await market.nodes.offersChanged();
    expect(presence.manifest.models.map(({ model }) => model)).toEqual([listing.modelId]);
    expect(presence.manifest.sealKey).toBe(JSON.parse(before).sealKey);
  });
});

describe('a manifest', () => {
  it('is believed only when it is signed, whole, of here and now, and within what is offered', async () => {
    const market = await world.market();
    const machine = await world.machine(market);
    const { identity, membership } = machine;
    const presence = await eventually('it is linked', () => market.nodes.presence(membership.nodeId));
    const { manifest } = presence;
    const evidence = {
      nodeId: membership.nodeId,
      identityKey: identity.publicKey,
      env: 'dev' as const,
      offers: membership.offers,
    };
    const judge = async (change: object, signer = identity, atMs = Date.now()) => {
      const signed = await signDocument(SIGNING_DOMAINS.manifest, { ...manifest, ...change }, signer);
      const result = await checkManifest(signed, evidence, atMs);
      return result.ok ? 'ok' : result.fault.code;
    };
    expect(await judge({})).toBe('ok');
    expect(await judge({}, market.signer)).toBe('node_signature');
    expect(await judge({ nodeId: crypto.randomUUID() })).toBe('node_manifest');
    expect(await judge({ extra: 1 })).toBe('node_manifest');
    expect(await judge({ env: 'production' })).toBe('environment_mismatch');
    expect(await judge({ notAfter: manifest.notAfter + 1 })).toBe('node_manifest');
    expect(await judge({}, identity, manifest.notAfter)).toBe('node_manifest');
    expect(await judge({}, identity, manifest.notBefore - 6 * 60_000)).toBe('node_manifest');
    const models = manifest.models.map((it) => ({ ...it, revision: 'r2' }));
    expect(await judge({ models })).toBe('node_manifest');
  });
});
