import { expect, it } from 'vitest';
import { egressOf } from './egress-of.ts';

it.each<[string, string | undefined, string | undefined, string | null]>([
  ['as it comes', '203.0.113.7', undefined, '203.0.113.7'],
  ['on a socket of both families', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
  ['what it claims itself is not believed', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['behind the deployment’s own proxy', '10.0.0.5', '198.51.100.9, 203.0.113.7', '203.0.113.7'],
  ['of IPv6, its network', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['written short', '2001:DB8::6', undefined, '2001:db8:0:0::/64'],
  ['at home, without a proxy', '192.168.1.4', undefined, null],
  ['on this machine', '127.0.0.1', '::1', null],
  ['of carriers, between themselves', '100.64.3.4', undefined, null],
  ['link-local', 'fe80::1', undefined, null],
  ['no address at all', undefined, 'unknown', null],
])('an address %s', (_, remote, forwardedFor, expected) => {
  expect(egressOf(remote, forwardedFor)).toBe(expected);
});
