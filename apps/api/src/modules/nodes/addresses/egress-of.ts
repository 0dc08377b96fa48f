import { BlockList, isIP } from 'node:net';

/** Addresses that are nobody's own in public (RFC 6890). */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6');

const MAPPED = '::ffff:';
/** A household, or a rack, has a whole network of IPv6 addresses of this size (RFC 6177). */
const NETWORK_GROUPS = 4;

/**
 * The public address that a machine dials in from; of IPv6 its network. A caller with a private address is the
 * deployment's own proxy, which names whom it speaks for last. @returns null where none is known.
 */
export function egressOf(remote: string | undefined, forwardedFor: string | undefined): string | null {
  const direct = publicOf(remote ?? '');
  return direct ?? publicOf(forwardedFor?.split(',').at(-1)?.trim() ?? '');
}

function publicOf(raw: string): string | null {
  const address = raw.toLowerCase().startsWith(MAPPED) ? raw.slice(MAPPED.length) : raw;
  const family = isIP(address);
  if (family === 0 || PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6')) return null;
  return family === 4 ? address : networkOf(address);
}

function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const all = tail === undefined ? before : [...before, ...zeros, ...after];
  const network = all.slice(0, NETWORK_GROUPS).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
