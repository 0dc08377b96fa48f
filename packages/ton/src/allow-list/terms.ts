import { Address, beginCell, Cell, contractAddress, storeStateInit } from '@ton/core';
import { ALLOW_LIST_CODE_BOC } from '../generated/allow-list-code.ts';
import { LIST_PURPOSE, type ListPurpose } from './purpose.ts';

/** What a list is, for ever: its address is made of this and the code. */
export interface ListTerms {
  /** One of NETWORKS. */
  networkId: number;
  purpose: ListPurpose;
  /** How long an addition, and a change of keys, waits. */
  delaySeconds: number;
  /** The first owner's address: proposes, and revokes. */
  owner: string;
  /** The first guardian's address: revokes, and stops what waits; can add nothing. May be the owner's. */
  guardian: string;
  /** Tells lists of the same keys apart. */
  salt: bigint;
}

/** For images: a day in which everybody can look at what was proposed. */
export const LIST_DELAY_SECONDS = 86_400;
/** For builds: an hour in which a build that nobody made is seen, and not longer, for some of them mend a fault. */
export const BUILD_DELAY_SECONDS = 3_600;

const ALLOW_LIST_CODE = Cell.fromHex(ALLOW_LIST_CODE_BOC);
/** SHA-256 of nothing. */
const EMPTY_ROOT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What a new list starts with: empty, so it allows nothing. Throws on an address that is none. */
export function allowListInit(terms: ListTerms): { code: Cell; data: Cell } {
  const data = beginCell()
    .storeUint(0, 32) // version
    .storeBuffer(Buffer.from(EMPTY_ROOT, 'hex'))
    .storeUint(0, 32) // size
    .storeUint(0, 16) // revoked leaves
    .storeAddress(Address.parse(terms.owner))
    .storeAddress(Address.parse(terms.guardian))
    .storeUint(0, 3) // no leaf revoked, no proposal, no offer
    .storeRef(termsCell(terms))
    .endCell();
  return { code: ALLOW_LIST_CODE, data };
}

/** The list's raw address. It exists before the list does. */
export const allowListAddress = (terms: ListTerms): string => contractAddress(0, allowListInit(terms)).toRawString();

/** The state init as TonConnect wants it: base64 of a BoC. Whoever sends a few coins with it deploys the list. */
export const allowListStateInit = (terms: ListTerms): string =>
  beginCell()
    .store(storeStateInit(allowListInit(terms)))
    .endCell()
    .toBoc()
    .toString('base64');

/** Reads what {@link allowListInit} wrote as terms. Throws when the cell is no terms. */
export function parseListTerms(cell: Cell): ListTerms {
  const slice = cell.beginParse();
  const networkId = slice.loadInt(32);
  const purpose = purposeOf(slice.loadUint(32));
  const delaySeconds = slice.loadUint(32);
  const owner = slice.loadAddress().toRawString();
  const guardian = slice.loadAddress().toRawString();
  const salt = slice.loadUintBig(64);
  slice.endParse();
  return { networkId, purpose, delaySeconds, owner, guardian, salt };
}

function purposeOf(letters: number): ListPurpose {
  if (letters === LIST_PURPOSE.images) return 'images';
  if (letters === LIST_PURPOSE.builds) return 'builds';
  throw new RangeError(`no list is for ${letters}`);
}

function termsCell({ networkId, purpose, delaySeconds, owner, guardian, salt }: ListTerms): Cell {
  return beginCell()
    .storeInt(networkId, 32)
    .storeUint(LIST_PURPOSE[purpose], 32)
    .storeUint(delaySeconds, 32)
    .storeAddress(Address.parse(owner))
    .storeAddress(Address.parse(guardian))
    .storeUint(salt, 64)
    .endCell();
}
