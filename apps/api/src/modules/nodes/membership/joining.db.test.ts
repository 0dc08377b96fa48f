import { generateSigner } from '@spindle/sealed/node';
import { unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { joinRequest } from '../testing/join-by-hand.ts';
import { marketForEach } from '../testing/market-for-each.ts';
import type { NodeWorld } from '../testing/node-world.ts';
import { makeTestListing } from '../testing/test-listing.ts';
import type { TestMarket } from '../testing/test-market.ts';

let world: NodeWorld;
let market: TestMarket;

marketForEach((own) => {
  ({ world, market } = own);
});

const codeFor = async (listingId: string) => unwrap(await market.nodes.makeJoinCode(world.provider, listingId)).code;

describe('a join code', () => {
  it('tells the machine where it belongs', async () => {
    const { listingId, modelId, revision } = await world.listing();
    const made = unwrap(await market.nodes.makeJoinCode(world.provider, listingId));
    expect(made.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(made.command).toBe(`npx spindle-node join ${made.code} --broker http://market.test`);
    const reply = unwrap(await market.nodes.join(joinRequest(made.code)));
    expect(reply).toMatchObject({ listingId, env: 'dev', tier: 'community', brokerKey: market.signer.publicKey });
    expect(reply.offers).toEqual([{ model: modelId, revision, contextLength: 4096 }]);
    const [view] = await market.nodes.nodesOf([listingId]);
    expect(view).toMatchObject({ nodeId: reply.nodeId, online: false, sinceMs: null, program: 'spindle-node/0.1.0' });
  });

  it('works once, however many machines come with it at the same time', async () => {
    const { listingId } = await world.listing();
    const code = await codeFor(listingId);
    const replies = await Promise.all(Array.from({ length: 8 }, () => market.nodes.join(joinRequest(code))));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ fault: { code: 'join_code_invalid' } });
    expect(await market.nodes.nodesOf([listingId])).toHaveLength(1);
  });

  it('may be typed with spaces, dashes and in lower case', async () => {
    const code = await codeFor((await world.listing()).listingId);
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    expect(await market.nodes.join(joinRequest(typed))).toMatchObject({ ok: true });
  });

  it('is refused when it is old or was never made', async () => {
    const code = await codeFor((await world.listing()).listingId);
    await world.db.prisma.joinCode.updateMany({
      where: { usedAt: null },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(await market.nodes.join(joinRequest(code))).toMatchObject({ fault: { code: 'join_code_invalid' } });
    expect(await market.nodes.join(joinRequest('ABCDEFGH'))).toMatchObject({ fault: { code: 'join_code_invalid' } });
  });

  it('is made for a listing of one’s own only, and not for one that is rejected or withdrawn', async () => {
    const { listingId } = await world.listing();
    const other = await makeAccount(world.db, { roles: ['provider'] });
    expect(await market.nodes.makeJoinCode(other, listingId)).toMatchObject({ fault: { code: 'not_found' } });
    for (const state of ['rejected', 'withdrawn']) {
      const listing = await makeTestListing(world.db, world.provider, { state });
      const made = await market.nodes.makeJoinCode(world.provider, listing.listingId);
      expect(made).toMatchObject({ fault: { code: 'listing_state', facts: { state } } });
    }
  });

  it('is kept as a hash only', async () => {
    const code = await codeFor((await world.listing()).listingId);
    expect(JSON.stringify(await world.db.prisma.joinCode.findMany())).not.toContain(code);
  });
});

describe('a machine that joins again', () => {
  it('keeps its node, and moves with it to another listing of the same provider', async () => {
    const key = generateSigner().publicKey;
    const [first, second] = [await world.listing(), await world.listing()];
    const before = unwrap(await market.nodes.join(joinRequest(await codeFor(first.listingId), key)));
    const after = unwrap(await market.nodes.join(joinRequest(await codeFor(second.listingId), key)));
    expect(after.nodeId).toBe(before.nodeId);
    expect(await market.nodes.nodesOf([first.listingId])).toEqual([]);
    expect(await market.nodes.nodesOf([second.listingId])).toHaveLength(1);
  });

  it('never moves to another provider, and does not use their code up', async () => {
    const key = generateSigner().publicKey;
    unwrap(await market.nodes.join(joinRequest(await codeFor((await world.listing()).listingId), key)));
    const thief = await makeAccount(world.db, { roles: ['provider'] });
    const { listingId } = await makeTestListing(world.db, thief);
    const { code } = unwrap(await market.nodes.makeJoinCode(thief, listingId));
    expect(await market.nodes.join(joinRequest(code, key))).toMatchObject({ fault: { code: 'node_taken' } });
    expect(await market.nodes.join(joinRequest(code))).toMatchObject({ ok: true });
  });
});

describe('the door', () => {
  const post = (path: string, body: unknown) =>
    fetch(`${market.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('answers faults in OpenAI’s shape, with what to do', async () => {
    const response = await post('/nodes/join', joinRequest('ABCDEFGH'));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'join_code_invalid',
        type: 'invalid_request_error',
        message: expect.stringContaining('15 minutes'),
      },
    });
  });

  it.each([[{}], [{ ...joinRequest('A'), identityKey: 'zz' }], ['text']])(
    'refuses a body of another shape',
    async (body) => {
      const response = await post('/nodes/join', body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: 'invalid_input' } });
      expect((await post('/nodes/challenge', body)).status).toBe(401);
    },
  );
});
