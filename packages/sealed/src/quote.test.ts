import { type Quote, type Result, unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { checkCandidate, openQuote, SIGNING_DOMAINS } from './index.ts';
import { generateSigner, signDocument } from './node/index.ts';
import { makeCandidate, makeNode, makeQuote, NOW_MS } from './testing/fixtures.ts';

const broker = generateSigner();
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.fault.code);

async function setup(changes: Partial<Quote> = {}) {
  const node = makeNode('a');
  const candidate = await makeCandidate(node);
  const quote = makeQuote([candidate], changes);
  return { node, candidate, quote, signed: await signDocument(SIGNING_DOMAINS.quote, quote, broker) };
}

describe('openQuote', () => {
  it('reads what the broker signed', async () => {
    const { quote, signed } = await setup();
    expect(unwrap(await openQuote(signed, broker.publicKey, NOW_MS))).toEqual(quote);
  });

  it('refuses an expired one', async () => {
    const { signed } = await setup();
    expect(code(await openQuote(signed, broker.publicKey, NOW_MS + 60_000))).toBe('quote_expired');
  });

  it('refuses one that was altered, signed by another key, or signed as another document', async () => {
    const { quote, signed } = await setup();
    const altered = { ...signed, text: signed.text.replace('"holdNano":"1000000"', '"holdNano":"1"') };
    expect(code(await openQuote(altered, broker.publicKey, NOW_MS))).toBe('quote_altered');
    expect(code(await openQuote(signed, generateSigner().publicKey, NOW_MS))).toBe('quote_altered');
    const asReceipt = await signDocument(SIGNING_DOMAINS.receipt, quote, broker);
    expect(code(await openQuote(asReceipt, broker.publicKey, NOW_MS))).toBe('quote_altered');
  });

  it('refuses text that is signed but not canonical', async () => {
    const { signed } = await setup();
    const text = `${signed.text} `;
    const spaced = { text, signature: await broker.sign(SIGNING_DOMAINS.quote, text) };
    expect(code(await openQuote(spaced, broker.publicKey, NOW_MS))).toBe('quote_altered');
  });

  it('refuses terms of another job or environment, or that live too long', async () => {
    for (const change of [
      { jobId: '99999999-9999-7999-8999-999999999999' },
      { env: 'production' as const },
      { expiresAt: NOW_MS + 121_000 },
    ]) {
      const candidate = await makeCandidate(makeNode('a'), change);
      const signed = await signDocument(SIGNING_DOMAINS.quote, makeQuote([candidate]), broker);
      expect(code(await openQuote(signed, broker.publicKey, NOW_MS))).toBe('quote_altered');
    }
  });
});

describe('checkCandidate', () => {
  it('gives the manifest when the identity key signed it', async () => {
    const { node, candidate, quote } = await setup();
    expect(unwrap(await checkCandidate(candidate, quote, NOW_MS))).toEqual(node.manifest);
  });

  it('refuses a manifest of a foreign key, of another node, or that is no manifest', async () => {
    const { candidate, quote } = await setup();
    const foreign = { ...candidate, identityKey: generateSigner().publicKey };
    const other = await makeCandidate(makeNode('b'), { nodeId: candidate.terms.nodeId });
    const node = makeNode('a');
    const manifestSignature = await node.identity.sign(SIGNING_DOMAINS.manifest, '{}');
    const junk = { ...candidate, manifest: '{}', manifestSignature, identityKey: node.identity.publicKey };
    for (const it of [foreign, other, junk]) {
      expect(code(await checkCandidate(it, quote, NOW_MS))).toBe('manifest_untrusted');
    }
  });

  it('refuses a manifest out of its time, or one that claims more than a day', async () => {
    const { candidate, quote, node } = await setup();
    expect(code(await checkCandidate(candidate, quote, node.manifest.notAfter))).toBe('manifest_expired');
    expect(code(await checkCandidate(candidate, quote, node.manifest.notBefore - 600_000))).toBe('manifest_expired');
    const long = await makeCandidate(makeNode('a', { notAfter: NOW_MS + 25 * 3600_000 }));
    expect(code(await checkCandidate(long, quote, NOW_MS))).toBe('manifest_expired');
  });

  it('refuses another environment, terms of another job, a model that the manifest does not list', async () => {
    const { candidate, quote } = await setup();
    const production = await makeCandidate(makeNode('a', { env: 'production' }));
    expect(code(await checkCandidate(production, quote, NOW_MS))).toBe('environment_mismatch');
    const job = { ...quote, jobId: '99999999-9999-7999-8999-999999999999' };
    expect(code(await checkCandidate(candidate, job, NOW_MS))).toBe('terms_mismatch');
    for (const change of [{ model: 'other' }, { revision: 'r2' }]) {
      const candidate = await makeCandidate(makeNode('a'), change);
      expect(code(await checkCandidate(candidate, quote, NOW_MS))).toBe('terms_mismatch');
    }
  });

  it('trusts no signature alone for the tier of enclaves', async () => {
    const { quote } = await setup();
    const candidate = await makeCandidate(makeNode('a'), { tier: 'confidential' });
    expect(code(await checkCandidate(candidate, quote, NOW_MS))).toBe('tier_unverifiable');
  });
});
