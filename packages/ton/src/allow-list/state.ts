import { type Cell, Dictionary, type Slice } from '@ton/core';
import { type ListTerms, parseListTerms } from './terms.ts';

/** All that a list holds, as of one block. */
export interface ListState {
  version: number;
  /** 32 bytes of hex. */
  root: string;
  size: number;
  /** Hashes of leaves that count no longer, in hex, in order. */
  revoked: string[];
  /** Raw addresses. */
  owner: string;
  guardian: string;
  proposal: { root: string; size: number; readyAtSeconds: number } | null;
  offer: { owner: string; guardian: string; readyAtSeconds: number } | null;
  terms: ListTerms;
}

/** Reads a list's data cell. Throws when it is not one. */
export function parseListData(data: Cell): ListState {
  const slice = data.beginParse();
  const version = slice.loadUint(32);
  const root = hashFrom(slice);
  const size = slice.loadUint(32);
  const revokedCount = slice.loadUint(16);
  const owner = slice.loadAddress().toRawString();
  const guardian = slice.loadAddress().toRawString();
  const revoked = slice
    .loadDict(Dictionary.Keys.BigUint(256), Dictionary.Values.Uint(32))
    .keys()
    .map((leaf) => leaf.toString(16).padStart(64, '0'))
    .sort();
  const [proposal, offer] = [slice.loadMaybeRef(), slice.loadMaybeRef()];
  const terms = parseListTerms(slice.loadRef());
  slice.endParse();
  if (revoked.length !== revokedCount) throw new RangeError('a list counts its revoked leaves');
  return {
    ...{ version, root, size, revoked, owner, guardian },
    proposal: proposal && parseProposal(proposal.beginParse()),
    offer: offer && parseOffer(offer.beginParse()),
    terms,
  };
}

const hashFrom = (slice: Slice): string => slice.loadBuffer(32).toString('hex');

function parseProposal(slice: Slice): ListState['proposal'] {
  const proposal = { root: hashFrom(slice), size: slice.loadUint(32), readyAtSeconds: slice.loadUint(32) };
  slice.endParse();
  return proposal;
}

function parseOffer(slice: Slice): ListState['offer'] {
  const [owner, guardian] = [slice.loadAddress().toRawString(), slice.loadAddress().toRawString()];
  const readyAtSeconds = slice.loadUint(32);
  slice.endParse();
  return { owner, guardian, readyAtSeconds };
}
