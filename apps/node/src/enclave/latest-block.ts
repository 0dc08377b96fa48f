import { type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import type { ChainReader } from '@spindle/ton/chain';

/** A block that nobody could have named before it was made. */
export interface FreshBlock {
  seqno: number;
  /** Lower-case hex. */
  rootHash: string;
}

/** The newest block of the masterchain that a server has. Refusal: `block_unreachable`. */
export async function latestBlock(
  reader: Pick<ChainReader, 'head' | 'block'>,
  url: string,
): Promise<EnclaveResult<FreshBlock>> {
  const head = await reader.head();
  if (!head.ok) return enclaveFail('block_unreachable', { url, why: String(head.fault.facts?.why ?? head.fault.code) });
  const block = await reader.block(head.value.seqno);
  if (!block.ok)
    return enclaveFail('block_unreachable', { url, why: String(block.fault.facts?.why ?? block.fault.code) });
  if (block.value === 'unseen') return enclaveFail('block_unreachable', { url, why: 'no block yet' });
  return { ok: true, value: { seqno: block.value.seqno, rootHash: block.value.rootHash } };
}
