/*
 * AMD's part. Most machines are Intel's: it is loaded when one of AMD's is met.
 */
export { judgeSnp } from './judge-snp.ts';
export { verifySnp } from './verify-snp.ts';
