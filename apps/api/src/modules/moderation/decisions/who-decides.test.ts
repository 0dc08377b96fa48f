import { expect, it } from 'vitest';
import { whoDecidesOnListing } from './who-decides.ts';

const of = (...names: string[]) => names.map((name) => ({ accountId: name, firstName: name }));

it('nobody decides on what they sell themselves, as long as there is another admin', () => {
  expect(whoDecidesOnListing('pia', of('ada', 'pia', 'otto'), 'pia')).toEqual({
    barred: 'listing_own',
    others: ['ada', 'otto'],
  });
  expect(whoDecidesOnListing('pia', of('ada', 'pia', 'otto'), 'ada')).toEqual({ barred: null, others: ['otto'] });
  expect(whoDecidesOnListing('pia', of('pia'), 'pia')).toEqual({ barred: null, others: [] });
});
