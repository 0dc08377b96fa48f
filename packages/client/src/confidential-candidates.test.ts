import type { Delta } from '@spindle/sealed';
import { nodePrimitives } from '@spindle/sealed/node';
import type { TestNode } from '@spindle/sealed/testing';
import { makeNode } from '@spindle/sealed/testing';
import { type Candidate, canonicalJson, FaultError } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { AnyAskInput } from './ask-input.ts';
import { type AnswerEvent, createClient } from './index.ts';
import {
  asConfidential,
  type EvidenceHooks,
  evidenceOf,
  MOCK_IMAGE,
  makeConfidentialNode,
} from './testing/confidential-machines.ts';
import { createEdge, type Edge, type EdgeOptions } from './testing/index.ts';

/*
 * A buyer asks for tier `confidential`, and the market lies: it slips a machine into the candidates that is none. The
 * device finds it by itself, says by which code, and seals nothing to it, in the first quote and in a later one.
 */

const QUESTION = {
  ...{ model: 'tiny', tier: 'confidential' as const },
  messages: [{ role: 'user' as const, content: 'Count' }],
};
const [first, second, third] = [makeConfidentialNode('a'), makeConfidentialNode('b'), makeConfidentialNode('c')];
const slipped = makeConfidentialNode('5');

const counting = (words: number) => (): Delta[] => [
  ...Array.from({ length: words }, (_, at): Delta => ({ kind: 'text', text: `word${at} ` })),
  { kind: 'end', reason: 'stop', usage: { input: 12, cached: 2, output: words + 1 } },
];

async function ask(
  edge: Edge,
  hooks: EvidenceHooks = {},
  known: readonly TestNode[] = [first, second, third, slipped],
  question: AnyAskInput = QUESTION,
) {
  const evidence = await evidenceOf(known, hooks);
  const client = createClient({ transport: edge, now: () => edge.nowMs, primitives: nodePrimitives, evidence });
  const events: AnswerEvent[] = [];
  let fault: unknown = null;
  try {
    for await (const event of client.ask(question)) events.push(event);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    fault = error.fault;
  }
  const refused = events.flatMap((event) => (event.kind === 'quoted' || event.kind === 'more' ? event.refused : []));
  return { fault, refused, end: events.find(({ kind }) => kind === 'end'), sealedTo: sealedTo(edge) };
}

/** Everybody to whom the device has sealed the key, from what the market got. */
function sealedTo({ relayed, moreReplies }: Edge): string[] {
  const heads = relayed.map((envelope) => {
    const bytes = Buffer.from(envelope);
    const head: { wraps: { nodeId: string }[] } = JSON.parse(bytes.toString('utf8', 4, 4 + bytes.readUInt32BE(0)));
    return head.wraps;
  });
  return [...heads, ...moreReplies.map(({ wraps }) => wraps)].flat().map(({ nodeId }) => nodeId);
}

/** The market's lie about one machine; the others are quoted honestly. */
const lying =
  (lie: (honest: Candidate) => Candidate): NonNullable<EdgeOptions['candidate']> =>
  (candidate) => {
    const honest = asConfidential(candidate);
    return honest.terms.nodeId === slipped.nodeId ? lie(honest) : honest;
  };
const onlyFor = (machine: ReturnType<NonNullable<EvidenceHooks['machine']>>) => (nodeId: string) =>
  nodeId === slipped.nodeId ? machine : {};
const otherKeys = canonicalJson({ ...slipped.manifest, sealKey: makeNode('5').keys.publicKey });

interface Lie {
  candidate?: (honest: Candidate) => Candidate;
  hooks?: EvidenceHooks;
}

const LIES: [what: string, refusal: object, Lie][] = [
  [
    'a community machine, named as one',
    { code: 'quote_unfit', facts: { field: 'tier' } },
    { candidate: ({ terms, ...rest }) => ({ ...rest, terms: { ...terms, tier: 'community' } }) },
  ],
  [
    'a verified machine',
    { code: 'quote_unfit', facts: { field: 'tier' } },
    { candidate: ({ terms, ...rest }) => ({ ...rest, terms: { ...terms, tier: 'verified' } }) },
  ],
  [
    'a community machine, called confidential',
    { code: 'evidence_refused', facts: { why: 'evidence_not_shown' } },
    { candidate: ({ evidenceHash: _, ...rest }) => rest },
  ],
  [
    'a machine without an enclave that names some evidence',
    { code: 'evidence_refused', facts: { why: 'evidence_malformed' } },
    { hooks: { answersFor: (nodeId) => (nodeId === slipped.nodeId ? 'nobody' : nodeId) } },
  ],
  [
    'a machine that shows the evidence of another',
    { code: 'evidence_refused', facts: { why: 'evidence_manifest_other' } },
    { hooks: { answersFor: (nodeId) => (nodeId === slipped.nodeId ? first.nodeId : nodeId) } },
  ],
  [
    'a confidential machine under keys that are not its own',
    { code: 'evidence_refused', facts: { why: 'evidence_manifest_other' } },
    { candidate: (honest) => ({ ...honest, manifest: otherKeys }) },
  ],
  [
    'a machine that may be debugged',
    { code: 'evidence_refused', facts: { why: 'td_debug' } },
    { hooks: { machine: onlyFor({ quote: { tdAttributes: '0100001000000000' } }) } },
  ],
  [
    'a machine with firmware that is out of date',
    { code: 'evidence_refused', facts: { why: 'tcb_status_refused' } },
    { hooks: { machine: onlyFor({ collateral: { tcbStatus: 'OutOfDate' } }) } },
  ],
  [
    'a machine that runs another image than the list has',
    { code: 'evidence_refused', facts: { why: 'not_allowed' } },
    { hooks: { machine: onlyFor({ quote: { mrTd: '12'.repeat(48) } }) } },
  ],
];

describe('a machine that a lying market slips in among confidential ones', () => {
  it.each(LIES)(
    '%s, is refused in the first quote, and the others answer',
    async (_, refusal, { candidate, hooks }) => {
      const edge = createEdge({ nodes: [first, slipped], candidate: lying(candidate ?? ((it) => it)) });
      const told = await ask(edge, hooks);
      expect(told).toMatchObject({ fault: null, refused: [{ nodeId: slipped.nodeId, fault: refusal }] });
      expect(told.sealedTo).toEqual([first.nodeId]);
      expect(told.end).toMatchObject({ terms: { tier: 'confidential', nodeId: first.nodeId } });
    },
  );

  it.each(LIES)('%s, alone: nothing is sent, and the code is the answer', async (_, refusal, { candidate, hooks }) => {
    const edge = createEdge({ nodes: [slipped], candidate: lying(candidate ?? ((it) => it)) });
    expect(await ask(edge, hooks)).toMatchObject({ fault: refusal });
    expect(edge.relayed).toEqual([]);
  });

  it.each(LIES)('%s, is refused when all others are used up', async (_, refusal, { candidate, hooks }) => {
    const edge = createEdge({
      ...{ nodes: [first, second], lateNodes: [slipped], answer: counting(4), breaks: [1, 1] },
      candidate: lying(candidate ?? ((it) => it)),
    });
    const told = await ask(edge, hooks);
    expect(told).toMatchObject({ fault: { code: 'node_lost' }, refused: [{ nodeId: slipped.nodeId, fault: refusal }] });
    expect(told.sealedTo).toEqual([first.nodeId, second.nodeId]);
    expect(edge.asked).toHaveLength(2);
  });
});

describe('confidential machines alone', () => {
  const honest = { candidate: asConfidential, answer: counting(6) };

  it('go on with an answer one after the other, each proven before the key is sealed to it', async () => {
    const edge = createEdge({ ...honest, nodes: [first, second], lateNodes: [third], breaks: [2, 2] });
    const told = await ask(edge);
    expect(told).toMatchObject({ fault: null, refused: [] });
    expect(told.end).toMatchObject({ resumedTokens: 4, terms: { nodeId: third.nodeId, tier: 'confidential' } });
    expect(told.sealedTo).toEqual([first, second, third].map(({ nodeId }) => nodeId));
  });

  it('may be started anew meanwhile: new keys, new evidence, and the receipt is held against those', async () => {
    const again = makeConfidentialNode('a');
    const known = [first, second];
    const edge = createEdge({
      ...{ ...honest, nodes: [first, second], lateNodes: [again], breaks: [2, 2] },
      moreQuote: (quote) => {
        known[0] = again;
        return quote;
      },
    });
    const told = await ask(edge, {}, known);
    expect(told).toMatchObject({ fault: null, refused: [], end: { terms: { nodeId: first.nodeId } } });
    expect(told.sealedTo).toEqual([first, second, again].map(({ nodeId }) => nodeId));
  });

  it.each<[why: string, what: string, EvidenceHooks]>([
    ['allow_list_rolled_back', 'an older list than this device has met', { seen: 4 }],
    ['measurement_revoked', 'an image that the contract has revoked', { revoked: [MOCK_IMAGE] }],
  ])('are refused by %s: the market serves %s', async (why, _, hooks) => {
    const edge = createEdge({ ...honest, nodes: [first, second] });
    expect((await ask(edge, hooks)).fault).toMatchObject({ code: 'evidence_refused', facts: { why } });
    expect(edge.relayed).toEqual([]);
  });
});

describe('a buyer who names no tier, and is quoted confidential machines alone', () => {
  const { tier: _, ...unnamed } = QUESTION;
  const community: NonNullable<EdgeOptions['candidate']> = (candidate) =>
    candidate.terms.nodeId === slipped.nodeId ? candidate : asConfidential(candidate);
  const told = (edge: Edge, question: AnyAskInput = unnamed) => ask(edge, {}, undefined, question);

  it('is answered by no less when they are used up', async () => {
    const edge = createEdge({
      ...{ nodes: [first, second], lateNodes: [slipped], answer: counting(4), breaks: [1, 1], candidate: community },
    });
    const refusal = { nodeId: slipped.nodeId, fault: { code: 'quote_unfit', facts: { field: 'tier' } } };
    expect(await told(edge)).toMatchObject({ fault: { code: 'node_lost' }, refused: [refusal] });
    expect(edge.asked).toHaveLength(2);
  });

  it('asks for no less when the question is asked again', async () => {
    const edge = createEdge({
      ...{ nodes: [first], answer: counting(4), candidate: asConfidential, refuse: [{ code: 'evidence_lapsed' }] },
    });
    expect(await told(edge)).toMatchObject({ fault: null });
    expect(edge.quoted.map(({ tier }) => tier)).toEqual([undefined, 'confidential']);
  });

  it('may have said that any will do: then any does', async () => {
    const edge = createEdge({
      ...{ nodes: [first, second], lateNodes: [slipped], answer: counting(4), breaks: [1, 1], candidate: community },
    });
    expect(await told(edge, { ...unnamed, tier: 'community' })).toMatchObject({ fault: null, refused: [] });
    expect(edge.asked).toHaveLength(3);
  });
});
