/*
 * Which images may run: an RFC 6962 tree whose root and version stand in a contract on TON. Devices check that the image
 * of a machine is on it; whoever keeps the list makes root and proofs with the same code. An entry of its own, WebCrypto
 * alone, no network. docs/adr/0044 says why it is so.
 */
export { type AllowedImage, type GpuDemand, leafText, readLeaf, readLeafJson } from './allowed-image.ts';
export { checkAllowed } from './check-allowed.ts';
export { checkMachineAllowed } from './check-machine-allowed.ts';
export { leafHashHex, proveList, rootOfList } from './list.ts';
export type { AllowListState, AllowVerdict, InclusionProof, ListedImage } from './shapes.ts';
