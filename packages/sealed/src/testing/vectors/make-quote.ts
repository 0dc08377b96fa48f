import type { Candidate, Manifest, Quote, Signed, Terms } from '@spindle/shared';
import { SIGNING_DOMAINS } from '../../domains.ts';
import { signDocument } from '../../signed.ts';
import { makeQuote, makeTerms } from '../fixtures.ts';
import { seededSigner, seedHex } from './seeded.ts';
import { broker, NOW_MS, signedManifest, type VectorNode, vectorNode } from './world.ts';

const sign = (quote: Quote, domain: 'spindle-quote/1' | 'spindle-receipt/1' = SIGNING_DOMAINS.quote): Promise<Signed> =>
  signDocument(domain, quote, broker);
const STRANGER = seededSigner('stranger');
const OTHER_JOB = '99999999-9999-7999-8999-999999999999';

async function candidateOf(node: VectorNode, terms: Partial<Terms> = {}): Promise<Candidate> {
  const { text, signature } = await signedManifest(node);
  const named = { manifest: text, manifestSignature: signature, identityKey: node.identity.publicKey };
  return { terms: makeTerms(node.nodeId, terms), ...named };
}

/** A quote, whom a device may seal to under it, and what it refuses. */
export async function makeQuoteVectors() {
  const candidates = [await candidateOf(vectorNode('a')), await candidateOf(vectorNode('b'))];
  const quote = makeQuote(candidates);
  const signed = await sign(quote);
  return {
    brokerSeed: seedHex('broker'),
    brokerKey: broker.publicKey,
    nowMs: NOW_MS,
    quote: signed,
    refusedQuotes: await refusedQuotes(signed, quote),
    refusedCandidates: await refusedCandidates(),
    tiers: await tiers(),
    later: await later(),
    uses: await uses(signed),
    /** Told by what was asked for, before any key is looked at. */
    unfit: [
      { what: 'a machine of a lower tier than was asked for', request: { tier: 'verified' }, field: 'tier' },
      { what: 'a machine of the lowest tier', request: { tier: 'confidential' }, field: 'tier' },
      { what: 'another model', request: { model: 'large' }, field: 'model' },
      { what: 'a price above the buyer’s limit', request: { maxPriceMicroUsdPerMTok: '399999' }, field: 'price' },
      { what: 'more output than was asked for', request: { maxOutputTokens: 499 }, field: 'maxOutputTokens' },
    ],
  };
}

/**
 * A quote among whose candidates are lower tiers than asked for: who may be sealed to. None of this device's evidence was
 * shown, so whoever calls themselves confidential is refused, and nobody takes their place.
 */
async function tiers() {
  const [confidential, verified, community] = [
    await candidateOf(vectorNode('a'), { tier: 'confidential' }),
    await candidateOf(vectorNode('b'), { tier: 'verified' }),
    await candidateOf(vectorNode('c')),
  ];
  const nodeOf = ({ terms }: Candidate) => terms.nodeId;
  return {
    quote: await sign(makeQuote([confidential, verified, community])),
    asked: [
      { tier: 'confidential', usable: [], refused: ['tier_unverifiable', 'quote_unfit', 'quote_unfit'] },
      { tier: 'verified', usable: [nodeOf(verified)], refused: ['tier_unverifiable', 'quote_unfit'] },
      { tier: 'community', usable: [nodeOf(verified), nodeOf(community)], refused: ['tier_unverifiable'] },
    ],
  };
}

/**
 * Two quotes for one question that named no tier: the first one's usable candidates are all `verified`, so nobody below is
 * sealed to under the second, whether the question is asked again or the answer goes on.
 */
async function later() {
  const [verified, community] = [
    await candidateOf(vectorNode('b'), { tier: 'verified' }),
    await candidateOf(vectorNode('c')),
  ];
  const [{ nodeId: higher }, { nodeId: lower }] = [verified.terms, community.terms];
  return {
    first: await sign(makeQuote([verified])),
    second: await sign(makeQuote([community, verified])),
    usable: [higher],
    refused: [{ nodeId: lower, code: 'quote_unfit', field: 'tier' }],
    /** Where nobody else is left in it, nothing is sealed at all. */
    secondOfLower: await sign(makeQuote([community])),
    code: 'quote_unfit',
  };
}

/** What a broker answers to each `POST /relay` under these quotes, in order: a job is held for once. */
async function uses(signed: Signed) {
  const other = await sign(makeQuote([await candidateOf(vectorNode('a'), { jobId: OTHER_JOB })], { jobId: OTHER_JOB }));
  return [
    { what: 'the first use', nowMs: NOW_MS, quote: signed, code: null },
    { what: 'the same quote again', nowMs: NOW_MS, quote: signed, code: 'quote_used' },
    { what: 'the same, in its last millisecond', nowMs: NOW_MS + 59_999, quote: signed, code: 'quote_used' },
    { what: 'another job’s', nowMs: NOW_MS + 59_999, quote: other, code: null },
    { what: 'the same, when its time is over', nowMs: NOW_MS + 60_000, quote: signed, code: 'quote_expired' },
  ];
}

async function refusedQuotes(signed: Signed, quote: Quote) {
  const [candidate] = quote.candidates;
  if (!candidate) throw new Error('a quote has candidates');
  const withTerms = (terms: Partial<Terms>) =>
    sign({ ...quote, candidates: [{ ...candidate, terms: { ...candidate.terms, ...terms } }] });
  const spaced = `${signed.text} `;
  const lower = signed.text.replace('"holdNano":"1000000"', '"holdNano":"1"');
  const late = { nowMs: NOW_MS + 60_000 };
  const cases: [what: string, code: string, quote: Signed, more?: object][] = [
    ['a replayed one, a minute later', 'quote_expired', signed, late],
    ['one altered after signing', 'quote_altered', { ...signed, text: lower }],
    ['one signed by another broker', 'quote_altered', signed, { brokerKey: STRANGER.publicKey }],
    ['one signed as a receipt', 'quote_altered', await sign(quote, SIGNING_DOMAINS.receipt)],
    [
      'signed, but not canonical',
      'quote_altered',
      { text: spaced, signature: await broker.sign(SIGNING_DOMAINS.quote, spaced) },
    ],
    ['terms of another job', 'quote_altered', await withTerms({ jobId: OTHER_JOB })],
    ['terms of another environment', 'quote_altered', await withTerms({ env: 'production' })],
    ['terms that live too long', 'quote_altered', await withTerms({ expiresAt: NOW_MS + 121_000 })],
    ['terms that end before their quote', 'quote_altered', await withTerms({ expiresAt: NOW_MS + 59_999 })],
  ];
  return cases.map(([what, code, refused, more]) => ({ what, code, quote: refused, ...more }));
}

async function refusedCandidates() {
  const good = await candidateOf(vectorNode('a'));
  const as = (changes: Partial<Manifest>) => candidateOf(vectorNode('a', changes));
  const [day, hour] = [24 * 3600_000, 3600_000];
  const cases: [what: string, code: string, candidate: Candidate][] = [
    ['a manifest that somebody else signed', 'manifest_untrusted', { ...good, identityKey: STRANGER.publicKey }],
    [
      'a manifest with another key',
      'manifest_untrusted',
      { ...good, manifest: (await as({ sealKey: '01'.repeat(32) })).manifest },
    ],
    ['a manifest of another node', 'manifest_untrusted', await as({ nodeId: vectorNode('b').nodeId })],
    ['a manifest that is over', 'manifest_expired', await as({ notAfter: NOW_MS })],
    [
      'a manifest of the future',
      'manifest_expired',
      await as({ notBefore: NOW_MS + 300_001, notAfter: NOW_MS + hour }),
    ],
    ['a manifest for more than a day', 'manifest_expired', await as({ notBefore: NOW_MS - day, notAfter: NOW_MS + 1 })],
    ['a manifest of another environment', 'environment_mismatch', await as({ env: 'production' })],
    ['terms of another job', 'terms_mismatch', await candidateOf(vectorNode('a'), { jobId: OTHER_JOB })],
    [
      'a model that the manifest does not have',
      'terms_mismatch',
      await candidateOf(vectorNode('a'), { revision: 'r2' }),
    ],
  ];
  return cases.map(([what, code, candidate]) => ({ what, code, candidate }));
}
