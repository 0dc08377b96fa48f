import { generateSigner, SIGNING_DOMAINS, verifySigned } from '@spindle/sealed/node';
import { uuidv7 } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { KeyRing } from './manifest.ts';

const HOUR_MS = 3_600_000;
const offer = { model: 'm', revision: 'r', contextLength: 8, abilities: ['chat', 'continue'] as const };

/** As the manifest names it: what the seal itself can do stands beside what the engine can. */
const named = { ...offer, abilities: [...offer.abilities, 'private'] };

function setup(isPostQuantum = false) {
  const clock = { now: Date.now() };
  const identity = generateSigner();
  const nodeId = uuidv7(clock.now);
  const ring = new KeyRing({ env: 'dev', nodeId, identity, engine: () => 'e', nowMs: () => clock.now, isPostQuantum });
  return { clock, identity, ring };
}

describe('the manifest', () => {
  it('is signed by the identity and lives a day at most', async () => {
    const { identity, ring, clock } = setup();
    await ring.setModels([offer]);
    const { manifest, signed } = await ring.current();
    expect(await verifySigned(SIGNING_DOMAINS.manifest, signed, identity.publicKey)).toBe(true);
    expect(manifest.notAfter - manifest.notBefore).toBe(24 * HOUR_MS);
    expect(manifest.notBefore).toBeLessThan(clock.now);
    expect(manifest.models).toEqual([named]);
  });

  it('is renewed with new keys at half its life, while the old ones still open what was quoted', async () => {
    const { ring, clock } = setup();
    const first = await ring.current();
    clock.now += 11 * HOUR_MS;
    expect(await ring.current()).toBe(first);
    clock.now += HOUR_MS;
    const second = await ring.current();
    expect(second.manifest.sealKey).not.toBe(first.manifest.sealKey);
    expect(ring.find(first.signed.text)).toBe(first);
    clock.now += 4 * 60_000;
    expect(ring.find(first.signed.text)).toBe(first);
    clock.now += 2 * 60_000;
    expect(ring.find(first.signed.text)).toBeNull();
    expect(ring.find(second.signed.text)).toBe(second);
  });

  it('names other models under the same keys', async () => {
    const { ring } = setup();
    const before = await ring.current();
    expect(await ring.setModels([offer])).toBe(true);
    expect(await ring.setModels([{ ...offer }])).toBe(false);
    expect(await ring.setModels([{ ...offer, abilities: ['chat'] }])).toBe(true);
    expect(await ring.setModels([offer])).toBe(true);
    const after = await ring.current();
    expect([after.manifest.sealKey, after.manifest.models]).toEqual([before.manifest.sealKey, [named]]);
    expect(ring.find(before.signed.text)).toBe(before);
    expect(ring.find('{}')).toBeNull();
  });

  it('names a key of the suite of lattices where the machine is to have one, and says so', async () => {
    const { ring } = setup(true);
    await ring.setModels([offer]);
    const { manifest, sealKeys } = await ring.current();
    expect(manifest.sealKeyPostQuantum).toBe(sealKeys.postQuantum?.publicKey);
    expect(manifest.sealKeyPostQuantum).toHaveLength(2 * 1_216);
    expect(manifest.models[0]?.abilities).toEqual([...named.abilities, 'post_quantum']);
    expect((await setup().ring.current()).manifest.sealKeyPostQuantum).toBeUndefined();
  });

  it('has new keys at each start', async () => {
    const [one, other] = [await setup().ring.current(), await setup().ring.current()];
    expect(one.manifest.sealKey).not.toBe(other.manifest.sealKey);
    expect(one.manifest.receiptKey).not.toBe(other.manifest.receiptKey);
  });
});
