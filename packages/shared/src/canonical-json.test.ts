import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { ManifestSchema, parseDocument } from './documents/index.ts';

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 code units and leaves no white space', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é'], A: { z: '', y: -1 } })).toBe(
      '{"A":{"y":-1,"z":""},"a":[true,null,"é"],"b":1}',
    );
  });
  it('refuses numbers that another program could write differently', () => {
    expect(() => canonicalJson({ a: 0.1 })).toThrow(TypeError);
    expect(() => canonicalJson({ a: 2 ** 53 })).toThrow(TypeError);
  });
});

describe('signed documents', () => {
  const manifest = {
    v: 1,
    env: 'dev',
    nodeId: '01938a00-0000-7000-8000-000000000001',
    sealKey: 'a'.repeat(64),
    receiptKey: 'b'.repeat(64),
    program: 'spindle-node/0.1.0',
    engine: 'llama',
    models: [{ model: 'spindle/guide', revision: '1', contextLength: 1024, abilities: ['chat'] }],
    notBefore: 1,
    notAfter: 2,
  };
  it('are read from their canonical text alone', () => {
    const text = canonicalJson(manifest);
    expect(parseDocument(ManifestSchema, text)).toEqual(manifest);
    expect(parseDocument(ManifestSchema, ` ${text}`)).toBeNull();
    expect(parseDocument(ManifestSchema, JSON.stringify(manifest))).toBeNull();
  });
  it('hold nothing that the schema does not name', () => {
    expect(parseDocument(ManifestSchema, canonicalJson({ ...manifest, extra: 1 }))).toBeNull();
    expect(parseDocument(ManifestSchema, '{')).toBeNull();
  });
});
