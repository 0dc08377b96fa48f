import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNING_DOMAINS, verifySigned, webPrimitives } from '../index.ts';
import { loadNobleEd25519 } from '../web/ed25519.ts';
import { generateSigner, nodePrimitives, signerFromSeed } from './index.ts';

const bytes = (minLength: number, maxLength = minLength) => fc.uint8Array({ minLength, maxLength });
const plain = (value: Uint8Array | null) => value && Array.from(value);

describe('WebCrypto and node:crypto', () => {
  it('hash, derive, seal and open to the same bytes, each what the other sealed', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), bytes(12), bytes(0, 100), bytes(0, 2_000), async (key, iv, aad, text) => {
        const digests = [webPrimitives, nodePrimitives].map(async ({ hasher }) => {
          const hash = hasher();
          for (const part of [key, iv, aad, text]) hash.update(part);
          return plain(await hash.digest());
        });
        expect(await digests[0]).toEqual(await digests[1]);
        const derive = [webPrimitives, nodePrimitives].map((it) => it.hkdfSha256(key, iv, aad, 44));
        expect(plain((await derive[0]) ?? null)).toEqual(plain((await derive[1]) ?? null));
        const [web, node] = [await webPrimitives.aes256Gcm(key), await nodePrimitives.aes256Gcm(key)];
        const [byWeb, byNode] = [await web.seal(iv, aad, text), await node.seal(iv, aad, text)];
        expect(plain(byWeb)).toEqual(plain(byNode));
        expect(plain(await node.open(iv, aad, byWeb))).toEqual(plain(text));
        expect(plain(await web.open(iv, aad, byNode))).toEqual(plain(text));
      }),
      { numRuns: 50 },
    );
  });

  it('agree on signatures, and so does the fallback of old web views', async () => {
    const noble = { ...webPrimitives, verifyEd25519: await loadNobleEd25519() };
    const signer = generateSigner();
    const other = generateSigner();
    const signature = await signer.sign(SIGNING_DOMAINS.quote, '{}');
    for (const primitives of [webPrimitives, nodePrimitives, noble]) {
      const check = (domain: keyof typeof SIGNING_DOMAINS, text: string, key: string, by = signature) =>
        verifySigned(SIGNING_DOMAINS[domain], { text, signature: by }, key, primitives);
      expect(await check('quote', '{}', signer.publicKey)).toBe(true);
      expect(await check('quote', '{}', signer.publicKey)).toBe(true);
      expect(await check('receipt', '{}', signer.publicKey)).toBe(false);
      expect(await check('quote', '{ }', signer.publicKey)).toBe(false);
      expect(await check('quote', '{}', other.publicKey)).toBe(false);
      expect(await check('quote', '{}', signer.publicKey.slice(2))).toBe(false);
      expect(await check('quote', '{}', 'not hex')).toBe(false);
      expect(await check('quote', '{}', signer.publicKey, '00'.repeat(64))).toBe(false);
    }
  });

  it('make the signer of RFC 8032 §7.1 test 1 from its seed', () => {
    const signer = signerFromSeed('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
    expect(signer.publicKey).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(() => signerFromSeed('9d61')).toThrow(TypeError);
  });
});
