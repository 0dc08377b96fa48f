import { ok } from '@spindle/shared';
import { Address, beginCell, Cell } from '@ton/core';
import { expect, it } from 'vitest';
import type { AccountState } from '../chain/account-states.ts';
import { unreachable } from '../chain/toncenter.ts';
import { ALLOW_LIST_CODE_HASH } from '../generated/allow-list-code.ts';
import { type AccountReader, allowListAddress, allowListInit, type ListTerms, readAllowList } from './index.ts';

const wallet = (digit: string) => Address.parse(`0:${digit.repeat(64)}`).toRawString();
const terms: ListTerms = {
  ...{ networkId: -239, purpose: 'images', delaySeconds: 86_400, salt: 7n },
  ...{ owner: wallet('1'), guardian: wallet('2') },
};
const address = allowListAddress(terms);
const state = (changes: Partial<AccountState>): AccountState => ({
  ...{ balanceNano: 1n, last: null, codeHash: ALLOW_LIST_CODE_HASH, data: allowListInit(terms).data },
  ...changes,
});
const readerOf = (value: AccountState | 'contradicted' | undefined): AccountReader => ({
  accountStates: async () => ok(new Map(value ? [[address, value]] : [])),
});
const read = async (value: AccountState | 'contradicted' | undefined) => readAllowList(readerOf(value), address);

it('reads what a new list holds', async () => {
  expect(await read(state({}))).toMatchObject({ ok: true, value: { version: 0, size: 0, revoked: [], terms } });
});

it('tells a list that is not there from one that could not be read', async () => {
  expect(await read(state({ codeHash: null, data: null }))).toEqual(ok('absent'));
  const silent: AccountReader = { accountStates: async () => unreachable('away') };
  expect(await readAllowList(silent, address)).toMatchObject({ fault: { code: 'chain_unreachable' } });
  for (const unknown of ['contradicted' as const, undefined, state({ data: null }), state({ data: Cell.EMPTY })])
    expect(await read(unknown)).toMatchObject({ ok: false, fault: { code: 'chain_unreachable' } });
});

it('refuses another contract, and the data of another list', async () => {
  expect(await read(state({ codeHash: '00'.repeat(32) }))).toMatchObject({ fault: { code: 'not_found' } });
  const other = allowListInit({ ...terms, owner: wallet('3') }).data;
  expect(await read(state({ data: other }))).toMatchObject({ fault: { code: 'chain_unreachable' } });
  const more = beginCell().storeSlice(allowListInit(terms).data.beginParse()).storeBit(1).endCell();
  expect(await read(state({ data: more }))).toMatchObject({ fault: { code: 'chain_unreachable' } });
});
