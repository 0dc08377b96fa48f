import type { Evidence } from '../index.ts';

/** For markets whose machines have no enclave: nobody is asked, so nobody is judged. */
export const noEvidence: Evidence = {
  shown: () => Promise.reject(new Error('nobody was to show evidence')),
  standingOf: () => null,
  standingsOf: async () => new Map(),
  board: async () => [],
  disagreements: () => 0,
  bundle: async () => null,
  forget: () => {},
  onChange: () => {},
  again: async () => {},
};
