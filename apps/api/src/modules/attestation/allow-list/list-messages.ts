import { rootOfList } from '@spindle/sealed/allow-list';
import {
  activateBody,
  cancelProposalBody,
  type ListTerms,
  listMessage,
  proposeBody,
  revokeAllBody,
  revokeBody,
} from '@spindle/ton';
import type { ImageRow } from './images.repo.ts';
import type { ContractView, ListMessage } from './shapes.ts';

/**
 * What is left for wallets to do, so that the contract says what admins decided. The broker signs none of it: it has no
 * key that could add to the list.
 */
export async function listMessages(
  terms: ListTerms,
  contract: ContractView,
  images: readonly ImageRow[],
  nowMs: number,
): Promise<ListMessage[]> {
  const keepers = [...new Set([contract.owner, contract.guardian])];
  const leaves = images.filter((it) => it.place !== null).map((it) => it.leaf);
  const tree = await rootOfList(leaves);
  const messages: ListMessage[] = [];
  const add = (act: ListMessage['act'], from: string[], body: Parameters<typeof listMessage>[1], leafHash?: string) =>
    messages.push({ act, from, leafHash: leafHash ?? null, message: listMessage(terms, body) });

  const { proposal } = contract;
  for (const { leafHash } of images.filter((it) => it.state === 'revoked' && !contract.revoked.includes(it.leafHash))) {
    add('revoke', keepers, revokeBody(leafHash), leafHash);
  }
  const isThere = [contract, proposal].some((it) => it?.root === tree.root && it.size === tree.size);
  if (tree.size > 0 && !isThere) add('propose', [contract.owner], proposeBody(tree));
  if (proposal && proposal.readyAtSeconds * 1_000 <= nowMs) add('activate', [], activateBody());
  if (proposal) add('cancel', keepers, cancelProposalBody());
  if (contract.size > 0) add('revoke_all', keepers, revokeAllBody());
  return messages;
}
