import { canonicalJson, ManifestSchema, type Signed } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { SIGNING_DOMAINS } from './domains.ts';
import { nodePrimitives } from './node/index.ts';
import { signDocument } from './signed.ts';
import { createSignedReader } from './signed-reader.ts';
import { makeNode } from './testing/fixtures.ts';

const node = makeNode('a');
const other = makeNode('b');

async function setup() {
  let checks = 0;
  const primitives: typeof nodePrimitives = {
    ...nodePrimitives,
    verifyEd25519: (...args) => {
      checks += 1;
      return nodePrimitives.verifyEd25519(...args);
    },
  };
  const reader = createSignedReader(SIGNING_DOMAINS.manifest, ManifestSchema, 10);
  const signed = await signDocument(SIGNING_DOMAINS.manifest, node.manifest, node.identity);
  const read = (it: Signed = signed, key = node.identity.publicKey) => reader.read(it, key, primitives);
  return { reader, signed, read, checks: () => checks };
}

describe('a signed document', () => {
  it('is checked once, and read as often as is asked', async () => {
    const { read, checks } = await setup();
    expect(await read()).toEqual({ ok: true, document: node.manifest });
    expect(await read()).toEqual({ ok: true, document: node.manifest });
    expect(checks()).toBe(1);
  });

  it('that is known makes no other text, key or signature good', async () => {
    const { signed, read } = await setup();
    await read();
    const text = canonicalJson({ ...node.manifest, program: 'another' });
    expect(await read({ ...signed, text })).toEqual({ ok: false, wrong: 'signature' });
    expect(await read(signed, other.identity.publicKey)).toEqual({ ok: false, wrong: 'signature' });
    const signature = await other.identity.sign(SIGNING_DOMAINS.manifest, signed.text);
    expect(await read({ ...signed, signature })).toEqual({ ok: false, wrong: 'signature' });
    expect(await read()).toMatchObject({ ok: true });
  });

  it('of its own signer is not checked, and any other form of it is', async () => {
    const { reader, signed, read, checks } = await setup();
    reader.remember(signed, node.identity.publicKey, node.manifest);
    expect(await read()).toEqual({ ok: true, document: node.manifest });
    expect(checks()).toBe(0);
    expect(await read({ ...signed, text: `${signed.text} ` })).toEqual({ ok: false, wrong: 'signature' });
  });

  it('that was signed in another form than the canonical one is refused, each time', async () => {
    const { read } = await setup();
    const text = JSON.stringify(node.manifest);
    const spaced = { text: ` ${text}`, signature: await node.identity.sign(SIGNING_DOMAINS.manifest, ` ${text}`) };
    expect(await read(spaced)).toEqual({ ok: false, wrong: 'form' });
    expect(await read(spaced)).toEqual({ ok: false, wrong: 'form' });
  });
});
