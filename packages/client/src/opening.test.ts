import { auditReceipt, openQuestion } from '@spindle/sealed/audit-receipt';
import { canonicalJson } from '@spindle/shared';
import { expect, it } from 'vitest';
import { createClient } from './create-client.ts';
import type { AnswerEnd } from './events.ts';
import { createEdge, type EdgeOptions } from './testing/index.ts';

async function answered(options: EdgeOptions = {}, keepsOpening = true): Promise<{ end: AnswerEnd; file: object }> {
  const edge = createEdge(options);
  const client = createClient({ transport: edge, now: () => edge.nowMs, keepsOpening });
  for await (const event of client.ask({ model: 'tiny', messages: [{ role: 'user', content: 'Hello' }] })) {
    if (event.kind !== 'end') continue;
    const node = edge.nodes.find(({ nodeId }) => nodeId === event.terms.nodeId);
    if (!node) throw new Error('a machine of the edge answered');
    const manifest = canonicalJson({ ...node.manifest });
    const manifestSignature = await node.identity.sign('spindle-manifest/1', manifest);
    const identityKey = node.identity.publicKey;
    const { signedReceipt: receipt, opening, terms } = event;
    const file = { v: 1, kind: 'spindle-receipt', receipt, manifest, manifestSignature, identityKey, terms, opening };
    return { end: event, file };
  }
  throw new Error('no end');
}

it('an answer’s opening shows exactly what its receipt commits to', async () => {
  const { file, end } = await answered();
  const { ok, lines } = await auditReceipt(file);
  expect([ok, lines.at(-1)]).toMatchObject([true, { check: 'receipt_opening', ok: true }]);
  const changed = { ...end.opening, pieces: end.opening?.pieces.slice(1) };
  expect((await auditReceipt({ ...file, opening: changed })).refusal?.facts?.field).toBe('answerCommitment');
});

it('of an answer that another machine went on with it is what the last one said', async () => {
  const { file, end } = await answered({ breaks: [1] });
  expect(end.resumedTokens).toBeGreaterThan(0);
  expect((await auditReceipt(file)).refusal).toBeNull();
});

it('of the question shows exactly what was sealed, and is no part of the answer’s', async () => {
  const { file, end } = await answered();
  expect(JSON.stringify(end.opening)).not.toContain(end.questionOpening?.contentKey);
  const { request = '', contentKey = '' } = end.questionOpening ?? {};
  const shown = (changes: object) => ({ ...file, request, opening: { ...end.opening, contentKey, ...changes } });
  const { ok, lines } = await auditReceipt(shown({}));
  expect([ok, lines.at(-1)]).toMatchObject([true, { check: 'receipt_question', ok: true }]);
  const sealed = { request: Buffer.from(request, 'base64'), contentKey: Buffer.from(contentKey, 'hex') };
  expect((await openQuestion(sealed)).request).toMatchObject({ messages: [{ role: 'user', content: 'Hello' }] });
  const refused = async (value: object) => (await auditReceipt(value)).refusal?.facts?.field;
  expect(await refused(shown({ contentKey: '00'.repeat(32) }))).toBe('opening.contentKey');
  const other = (await answered()).end.questionOpening;
  expect(await refused({ ...shown({ contentKey: other?.contentKey }), request: other?.request })).toBe('requestHash');
});

it('is not kept unless it is wanted', async () => {
  expect((await answered({}, false)).end).toMatchObject({ opening: null, questionOpening: null });
});
