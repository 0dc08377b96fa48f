import { randomUUID } from 'node:crypto';
import { type AllowedImage, leafHashHex, leafText, rootOfList } from '@spindle/sealed/allow-list';
import { unwrap, uuidv7 } from '@spindle/shared';
import { allowListAddress, LIST_DELAY_SECONDS, type ListTerms, LOCAL_NETWORK_ID } from '@spindle/ton';
import type { Actor } from '../../../apps/api/src/modules/accounts/index.ts';
import { createApiKey } from '../../../apps/api/src/modules/accounts/index.ts';
import { makeAccount } from '../../../apps/api/src/modules/accounts/testing/make-account.ts';
import { storeContract } from '../../../apps/api/src/modules/attestation/allow-list/contract.repo.ts';
import { decideImage, insertImage } from '../../../apps/api/src/modules/attestation/allow-list/images.repo.ts';
import { createLedger } from '../../../apps/api/src/modules/ledger/index.ts';
import { makeJoinCode } from '../../../apps/api/src/modules/nodes/membership/make-join-code.ts';
import { type Database, inTransaction, systemClock } from '../../../apps/api/src/platform/index.ts';

/* What stands in the database of a market that sells one model on confidential machines. */

export const MODEL = 'canary-model';
export const LIST_OWNER = `0:${'aa'.repeat(32)}`;
const DEPOSIT_NANO = 10n ** 10n;

export async function seedModel(db: Database): Promise<void> {
  const model = { id: MODEL, name: 'Model', maker: 'Maker', revision: 'r1', parametersB: 1, contextLength: 4096 };
  await db.prisma.catalogModel.create({
    data: { ...model, license: 'mit', sourceUrl: 'https://example.com', sortOrder: 1, abilities: [] },
  });
  await db.prisma.hardwareClass.create({
    // Of a listing that names a GPU, the market soon finds that its machine has none.
    data: { id: 'canary-box', name: 'Box', maker: 'Maker', memoryGb: 0, kind: 'cpu', sortOrder: 1 },
  });
}

/** A live listing with one machine to come. @returns the code by which it joins. */
export async function seedListing(db: Database, outputMicroUsd: bigint) {
  const provider = await makeAccount(db, { roles: ['provider'] });
  const listingId = uuidv7(Date.now());
  const data = { id: listingId, accountId: provider.accountId, title: 'A box', hardwareId: 'canary-box', gpuCount: 1 };
  await db.prisma.listing.create({
    data: { ...data, region: 'eu', tier: 'community', state: 'live', stateSince: new Date() },
  });
  const price = {
    inputMicroUsdPerMTok: 1_000n,
    cachedInputMicroUsdPerMTok: 1_000n,
    outputMicroUsdPerMTok: outputMicroUsd,
  };
  await db.prisma.offer.create({ data: { id: uuidv7(Date.now()), listingId, modelId: MODEL, ...price } });
  const { code } = unwrap(
    await makeJoinCode({ db, clock: systemClock, publicUrl: 'http://market.test' }, provider, listingId),
  );
  return { listingId, code };
}

/** A buyer with money in an escrow, and a key. @param firstName what the market stores and may read. */
export async function seedBuyer(db: Database, firstName: string): Promise<{ actor: Actor; key: string }> {
  const actor = await makeAccount(db, { firstName });
  await seedDeposit(db, actor.accountId);
  const { key } = unwrap(await createApiKey({ db, clock: systemClock }, actor, { name: 'canary' }));
  return { actor, key };
}

/** An escrow with money in it, all of which the buyer lets be spent. */
export async function seedDeposit(db: Database, accountId: Actor['accountId']): Promise<void> {
  const address = `0:${randomUUID().replaceAll('-', '').repeat(2)}`;
  await db.pool.query(
    `INSERT INTO channel (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state)
     VALUES ($1, $2, $3, '0:00', '0:01', $4, 60, '1', 'expected')`,
    [address, accountId, LOCAL_NETWORK_ID, 'ab'.repeat(32)],
  );
  const ledger = createLedger({ db, clock: systemClock });
  await inTransaction(db.pool, async (sql) => {
    await sql.query(`UPDATE channel SET state = 'open', deposited_nano = $2, signed_nano = $2 WHERE address = $1`, [
      ...[address, DEPOSIT_NANO],
    ]);
    await sql.query(
      `INSERT INTO deposit (channel_address, lt, hash, account_id, amount_nano, happened_at)
       VALUES ($1, 1, 'hash', $2, $3, now())`,
      [address, accountId, DEPOSIT_NANO],
    );
    const credit = { channel: address, lt: 1n, accountId, amountNano: DEPOSIT_NANO };
    await ledger.creditDeposit(sql, credit);
  });
}

/** The list of allowed images, as the broker has read it from its contract. */
export async function seedAllowList(db: Database, images: readonly AllowedImage[]): Promise<void> {
  const leaves = images.map(leafText);
  const [proposer, reviewer] = [await makeAccount(db), await makeAccount(db)];
  for (const [at, leaf] of leaves.entries()) {
    const leafHash = await leafHashHex(leaf);
    const row = { leafHash, leaf, note: 'an image of the mock machines', proposedBy: proposer.accountId };
    await insertImage(db.pool, { ...row, proposedAtMs: Date.now() + at });
    await decideImage(db.pool, leafHash, 'listed', reviewer.accountId, Date.now());
  }
  const terms: ListTerms = {
    ...{ networkId: LOCAL_NETWORK_ID, purpose: 'images', delaySeconds: LIST_DELAY_SECONDS, salt: 0n },
    ...{ owner: LIST_OWNER, guardian: LIST_OWNER },
  };
  const tree = { version: 1, ...(await rootOfList(leaves)), revoked: [] };
  const rest = { proposal: null, offer: null, owner: LIST_OWNER, guardian: LIST_OWNER, isDeployed: true };
  await storeContract(db.pool, allowListAddress(terms), { ...tree, ...rest }, Date.now());
}
