import { expect, it } from 'vitest';
import { standingOf } from './pinned-list.ts';

const ADDRESS = `0:${'ab'.repeat(32)}`;

it('is an address, a network and a server', () => {
  expect(standingOf(`${ADDRESS}@-239@https://toncenter.example/`)).toBeTypeOf('function');
});

it.each([
  '',
  ADDRESS,
  `${ADDRESS}@-239`,
  `${ADDRESS}@-239@toncenter.example`,
  `${ADDRESS}@-239@file:///etc/passwd`,
  `${ADDRESS}@main@https://toncenter.example`,
  `0:ab@-239@https://toncenter.example`,
  `${ADDRESS}@-239@https://toncenter.example@more`,
])('%j is none', (pinned) => {
  expect(standingOf(pinned)).toBeNull();
});
