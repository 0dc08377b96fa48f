import { expect, it } from 'vitest';
import { type LinkTarget, readStartParam, startParamOf } from './start-param.ts';

const ID = '01900000-0000-7000-8000-00000000000a';

it.each<[LinkTarget, string | null]>([
  [{ kind: 'home' }, null],
  [{ kind: 'model', modelId: 'Qwen/Qwen3.5-7B' }, '/model?id=Qwen%2FQwen3.5-7B'],
  [{ kind: 'model', modelId: 'модель?-ref_' }, '/model?id=%D0%BC%D0%BE%D0%B4%D0%B5%D0%BB%D1%8C%3F-ref_'],
  [{ kind: 'listing', listingId: ID }, `/listings/${ID}`],
  [{ kind: 'request', jobId: ID }, `/build?request=${ID}`],
  [{ kind: 'pair', code: 'ABCD2345' }, '/pair/ABCD2345'],
  [{ kind: 'admin', section: 'review', id: ID }, `/admin/review/${ID}`],
  [{ kind: 'admin', section: 'treasury', id: null }, '/admin/treasury'],
])('a link to %j leads there, alone and with the one who gave it', (target, path) => {
  const alone = startParamOf(target);
  const given = startParamOf(target, ID);
  for (const param of [alone, given].filter(Boolean)) expect(param).toMatch(/^[\w-]{1,512}$/);
  if (alone !== '') expect(readStartParam(alone)).toEqual({ path, referrerId: null });
  expect(readStartParam(given)).toEqual({ path, referrerId: ID });
});

it.each([
  'listing_javascript',
  'listing_../../admin',
  'model_%2e',
  'model_////',
  'model_gIA',
  'admin_review_a/b',
  'admin_',
  'pair_a.b',
  'nothing',
  '',
  'x'.repeat(600),
])('%s leads nowhere', (param) => expect(readStartParam(param).path).toBeNull());
