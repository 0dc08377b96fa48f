import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Cell } from '@ton/core';
import { expect, test } from 'vitest';
import { ALLOW_LIST_CODE_BOC, ALLOW_LIST_CODE_HASH } from '../generated/allow-list-code.ts';
import { CHANNEL_CODE_HASH } from '../generated/channel-code.ts';
import { CHANNEL_CODE } from './terms.ts';

test('the contracts compile to exactly the committed code', async () => {
  const script = fileURLToPath(new URL('../../build-contracts.mjs', import.meta.url));
  await promisify(execFile)(process.execPath, [script, '--check']);
  expect(CHANNEL_CODE.hash().toString('hex')).toBe(CHANNEL_CODE_HASH);
  expect(Cell.fromHex(ALLOW_LIST_CODE_BOC).hash().toString('hex')).toBe(ALLOW_LIST_CODE_HASH);
});
