import { expect, it } from 'vitest';
import { modelDraft, toModelInput } from './model-draft.ts';

const draft = { ...modelDraft(null, 'en'), modelId: 'a/b', parametersB: '1,5', contextLength: '8192' };

it('reads numbers as people type them', () => {
  expect(toModelInput(draft)).toMatchObject({ parametersB: 1.5, activeB: null, contextLength: 8_192 });
  expect(toModelInput({ ...draft, activeB: '0.5' })).toMatchObject({ activeB: 0.5 });
});

it.each([{ parametersB: '' }, { parametersB: 'x' }, { contextLength: '1.5' }, { activeB: '-1' }])(
  'refuses %j',
  (wrong) => expect(toModelInput({ ...draft, ...wrong })).toBeNull(),
);
