import { createHmac, hkdfSync } from 'node:crypto';

/** Nobody who has the database alone can try out all addresses that there are. */
export const addressSecretOf = (brokerSeedHex: string): string =>
  Buffer.from(hkdfSync('sha256', Buffer.from(brokerSeedHex, 'hex'), '', 'spindle-egress/1', 32)).toString('hex');

/** What is kept of an address: enough to see that two are the same. */
export const hashAddress = (secret: string, address: string): string =>
  createHmac('sha256', secret).update(address).digest('hex').slice(0, 32);
