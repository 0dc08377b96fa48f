import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EarningsStatement } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { EarningsBook } from './earnings-book.ts';
import type { EarningsSettings } from './earnings-settings.ts';
import { makePromiser } from './testing/test-promiser.ts';

const COIN = 10n ** 9n;
const WORTHLESS = 'ab'.repeat(64);

function setup(more: Partial<EarningsSettings> = {}) {
  const home = { earnings: join(temporaryFolder(), 'earnings.json') };
  const settings = { limitNano: COIN, payoutWallet: null, tonApi: null, ...more };
  let changes = 0;
  const onChange = () => {
    changes += 1;
  };
  const open = () => EarningsBook.open({ home, settings, nowMs: () => 1_000, onChange });
  return { home, open, changes: () => changes };
}
const said = (...accounts: EarningsStatement[]) => ({ accounts, why: null });

describe('the owner’s limit', () => {
  it('stops work when more than it is earned and not promised, and work goes on when it is', async () => {
    const { open } = setup();
    const [book, market] = [await open(), await makePromiser()];
    book.receiptIssued('a', COIN, true);
    expect(book.refusal).toBeNull();
    book.receiptIssued('b', 1n, true);
    expect(book.refusal).toEqual({ code: 'exposure_limit', facts: { exposure: '1.000000001', limit: '1' } });
    book.receiptsAcknowledged(['a', 'b']);
    await book.take(said(await market.statement(COIN + 1n, 2n * COIN)));
    expect(book.refusal).toBeNull();
    expect(book.view).toMatchObject({ exposureNano: 0n, promisedNano: COIN + 1n, fundedNano: 2n * COIN });
    await book.close();
  });

  it('counts what is promised and not funded, over all accounts', async () => {
    const { open } = setup();
    const [book, market, other] = [await open(), await makePromiser(), await makePromiser()];
    await book.take(said(await market.statement(3n * COIN, 2n * COIN), await other.statement(COIN, 9n * COIN)));
    expect(book.view.exposureNano).toBe(COIN);
    expect(book.refusal).toBeNull();
    await book.take(said(await market.statement(3n * COIN + 1n, 2n * COIN)));
    expect(book.refusal).toMatchObject({ code: 'exposure_limit' });
    await book.close();
  });

  it('does not count coins that the market could take back within the day', async () => {
    const { open } = setup();
    const [book, market] = [await open(), await makePromiser({ closeDelaySeconds: 86_399 })];
    await book.take(said(await market.statement(COIN + 1n, 9n * COIN)));
    expect(book.refusal).toMatchObject({ code: 'exposure_limit' });
    await book.close();
  });

  it('may be none', async () => {
    const book = await setup({ limitNano: null }).open();
    book.receiptIssued('a', 10n ** 15n, true);
    expect(book.refusal).toBeNull();
    await book.close();
  });
});

describe('what the market states', () => {
  const WALLET = `0:${'11'.repeat(32)}`;

  it.each<[string, (honest: EarningsStatement) => EarningsStatement]>([
    ['address', (it) => ({ ...it, address: `0:${'22'.repeat(32)}` })],
    ['address', (it) => ({ ...it, terms: { ...it.terms, salt: '8' } })],
    ['signature', (it) => ({ ...it, signature: WORTHLESS })],
    ['signature', (it) => ({ ...it, signature: null })],
    ['signature', (it) => ({ ...it, promisedNano: '11' })],
    ['promised', (it) => ({ ...it, promisedNano: '4', signature: null })],
  ])('is not believed when its %s is wrong, and what was promised before stays', async (field, spoil) => {
    const { open } = setup();
    const [book, market] = [await open(), await makePromiser()];
    await book.take(said(await market.statement(5n, 0n)));
    const taken = await book.take(said(spoil(await market.statement(10n, 10n))));
    expect(taken).toMatchObject({ ok: false, fault: { code: 'earnings_untrusted', facts: { field } } });
    expect(book.view).toMatchObject({ promisedNano: 5n, fundedNano: 0n });
    expect(book.faults).toContainEqual({ code: 'earnings_untrusted', facts: { field } });
    await book.close();
  });

  it('is believed only for the wallet that the owner named, if they named one', async () => {
    const { open } = setup({ payoutWallet: WALLET });
    const [book, mine, others] = [await open(), await makePromiser({ payee: WALLET }), await makePromiser()];
    const taken = await book.take(said(await others.statement(7n), await mine.statement(5n)));
    expect(taken).toMatchObject({ fault: { facts: { field: 'payee' } } });
    expect(book.view).toMatchObject({ promisedNano: 5n, payee: WALLET });
    await book.close();
  });

  it('is on the disk when it is taken: vouchers, and what was counted, survive the program', async () => {
    const { open, home } = setup();
    const [book, market, older] = [await open(), await makePromiser(), await makePromiser()];
    await book.take(said(await older.statement(2n)));
    book.receiptIssued('a', 9n, true);
    const statement = await market.statement(5n, 4n);
    await book.take(said(statement));
    // No goodbye: as if it had been killed.
    const again = await open();
    expect(again.view).toEqual(book.view);
    expect(readFileSync(home.earnings, 'utf8')).toContain(statement.signature);
    expect(statSync(home.earnings).mode & 0o077).toBe(0);
    await again.take(said(await market.statement(14n, 14n)));
    again.receiptsAcknowledged(['a']);
    expect(again.view).toMatchObject({ promisedNano: 16n, unpromisedNano: 0n });
    await Promise.all([book.close(), again.close()]);
  });

  it('that was damaged on the disk is stated anew by the market', async () => {
    const { open, home } = setup();
    writeFileSync(home.earnings, '{"v":1,"accounts":[{"addr');
    const [book, market] = [await open(), await makePromiser()];
    expect(book.view.promisedNano).toBe(0n);
    await book.take(said(await market.statement(5n)));
    expect(book.view.promisedNano).toBe(5n);
    chmodSync(home.earnings, 0o600);
    await book.close();
  });

  it('may be why nothing is promised', async () => {
    const book = await setup().open();
    expect(await book.take({ accounts: [], why: 'wallet_required' })).toEqual({ ok: true, value: null });
    expect(book.view).toMatchObject({ why: 'wallet_required', payee: null });
    await book.close();
  });
});
