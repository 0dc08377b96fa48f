import type { IncomingHttpHeaders } from 'node:http';
import { SIGNING_DOMAINS, verifySigned } from '@spindle/sealed/node';
import { canonicalJson, fail, LINK_PROTOCOL, ok, type Result } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';
import { type KnownNode, readNode } from '../nodes.repo.ts';
import type { Challenges } from './challenges.ts';
import { isAtLeast, MINIMUM_NODE_VERSION } from './program-version.ts';

const NODE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Caller {
  node: KnownNode;
  version: string;
}

/**
 * Who dials in: a node that we know, with a challenge that we just made for it, signed by its identity key.
 * Refusals: `not_found` (not a link at all), `node_challenge`, `node_outdated`, `node_unknown`, `node_signature`.
 */
export async function checkCaller(
  { sql, challenges }: { sql: Sql; challenges: Challenges },
  headers: IncomingHttpHeaders,
): Promise<Result<Caller>> {
  if (headers.upgrade?.toLowerCase() !== LINK_PROTOCOL) return fail('not_found', { what: 'path' });
  const nodeId = headerOf(headers, 'spindle-node');
  const challenge = headerOf(headers, 'spindle-challenge');
  const version = headerOf(headers, 'spindle-version');
  if (!NODE_ID.test(nodeId)) return fail('node_unknown');
  if (!challenges.use(challenge, nodeId)) return fail('node_challenge');
  if (!isAtLeast(version, MINIMUM_NODE_VERSION)) {
    return fail('node_outdated', { version: version.slice(0, 40) || '–', minimum: MINIMUM_NODE_VERSION });
  }
  const node = await readNode(sql, nodeId);
  if (!node || node.isRetired) return fail('node_unknown');
  const signed = {
    text: canonicalJson({ challenge, nodeId, version }),
    signature: headerOf(headers, 'spindle-signature'),
  };
  return (await verifySigned(SIGNING_DOMAINS.link, signed, node.identityKey))
    ? ok({ node, version })
    : fail('node_signature');
}

/** @returns the empty string for one that is missing, or there twice. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
