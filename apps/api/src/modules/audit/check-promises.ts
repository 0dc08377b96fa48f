import { channelAddress, verifyVoucher } from '@spindle/ton';
import { difference, type Finding } from './finding.ts';
import type { ChannelRow } from './followed-rows.repo.ts';

/** Whether a channel's address is that of its terms, and its session key signed for what we take as signed. */
export function checkPromises(row: ChannelRow): Finding[] {
  const { address, networkId, signedNano, signature } = row;
  const findings: Finding[] = [];
  const expected = channelAddress({ ...row, salt: BigInt(row.salt) });
  if (expected !== address) findings.push(difference('an address follows from its terms', address, expected, address));
  const isSigned =
    signedNano === 0n ||
    (signature !== null &&
      verifyVoucher({ networkId, channel: address, cumulativeNano: signedNano, signature }, row.sessionKey));
  if (!isSigned)
    findings.push(
      difference('what counts as signed has a voucher', address, 'a good signature', signature ? 'another' : 'none'),
    );
  return findings;
}
