import { configParameter } from '../../chain/index.ts';
import { bocOf } from '../account-view.ts';
import { acceptBoc, estimateFees } from '../external-message.ts';
import { address, cell, wholeNumber } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Method } from '../world.ts';
import { ACCOUNT_METHODS } from './accounts.ts';
import { BLOCK_METHODS } from './blocks.ts';
import { TRANSACTION_METHODS } from './transactions.ts';

const sendBoc: Method = async (world, parameters) => {
  await acceptBoc(world, cell(parameters, 'boc'));
  return { '@type': 'ok' };
};

const sendBocReturnHash: Method = async (world, parameters) => {
  const { hash, normalized } = await acceptBoc(world, cell(parameters, 'boc'));
  return { '@type': 'raw.extMessageInfo', hash, hash_norm: normalized };
};

const estimateFee: Method = async (world, parameters) => ({
  '@type': 'query.fees',
  source_fees: { '@type': 'fees', ...(await estimateFees(world, address(parameters), parameters)) },
  destination_fees: [],
});

const getConfigParam: Method = async ({ chain }, parameters) => {
  const number = wholeNumber(parameters, 'config_id', wholeNumber(parameters, 'param', -1));
  const found = configParameter(chain.config, number);
  if (!found) throw new Refusal(404, `the config has no parameter ${number}`);
  return { '@type': 'configInfo', config: { '@type': 'tvm.cell', bytes: bocOf(found) } };
};

const getConfigAll: Method = async ({ chain }) => ({
  '@type': 'configInfo',
  config: { '@type': 'tvm.cell', bytes: bocOf(chain.config) },
});

/** Methods of /api/v2, the same by JSON-RPC and by path. https://toncenter.com/api/v2/ */
export const V2_METHODS: Record<string, Method> = {
  ...BLOCK_METHODS,
  ...ACCOUNT_METHODS,
  ...TRANSACTION_METHODS,
  sendBoc,
  sendBocReturnHash,
  estimateFee,
  getConfigParam,
  getConfigAll,
};
