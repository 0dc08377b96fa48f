import type { FastifyInstance } from 'fastify';
import type { AllowList } from '../../modules/attestation/index.ts';
import { type FaultLog, faultOfException } from '../../platform/index.ts';
import { refuse } from '../bearer.ts';

export interface AllowListDoorParts {
  allowList: Pick<AllowList, 'published'>;
  log: FaultLog;
}

/** `GET /v1/allow-list`: which images confidential machines may run, with proofs; for everybody, without a key. */
export function openAllowListDoor(app: FastifyInstance, { allowList, log }: AllowListDoorParts): void {
  app.get('/v1/allow-list', async (_, reply) => {
    reply.headers({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=5' });
    try {
      return reply.send(toListObject(await allowList.published()));
    } catch (error) {
      return refuse(reply, faultOfException(error, log));
    }
  });
}

/** `state` is what `checkAllowed` of `@spindle/sealed/allow-list` takes; null while the contract was never read. */
function toListObject({ address, networkId, contract, images, coming }: Awaited<ReturnType<AllowList['published']>>) {
  return {
    object: 'allow_list',
    contract: address,
    network_id: networkId,
    read_at: contract && Math.floor(contract.atMs / 1_000),
    state: contract && {
      ...{ version: contract.version, root: contract.root, size: contract.size, revoked: contract.revoked },
    },
    images,
    proposal: contract?.proposal && {
      ...{ root: contract.proposal.root, size: contract.proposal.size, ready_at: contract.proposal.readyAtSeconds },
    },
    coming,
    owner: contract?.owner ?? null,
    guardian: contract?.guardian ?? null,
  };
}
