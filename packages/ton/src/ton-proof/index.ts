export { type TonProof, TonProofSchema } from './proof.ts';
export { checkProofPayload, makeProofPayload } from './proof-payload.ts';
export { type ProofRules, type ProvenWallet, verifyTonProof } from './verify-ton-proof.ts';
