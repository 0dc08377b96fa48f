import { describe, expect, it } from 'vitest';
import { type AllowedMeasurements, isAllowed, type Measurements } from './measurements.ts';

const tdx: Measurements = {
  platform: 'tdx',
  ...{ mrTd: '11', rtmr0: 'a0', rtmr1: 'a1', rtmr2: 'a2', rtmr3: 'a3', composeHash: 'cc' },
  ...{ mrConfigId: '00', mrOwner: '00', mrOwnerConfig: '00' },
};
const whole = { platform: 'tdx', mrTd: '11', rtmr0: 'a0', rtmr1: 'a1', rtmr2: 'a2', rtmr3: 'a3' } as const;
/** As a list from outside may be, whatever its type says. */
const fromOutside = (entry: object): AllowedMeasurements[] => JSON.parse(JSON.stringify([entry]));

describe('an allowed image', () => {
  it('is named by registers, or by its program list in the place of the last one', () => {
    const { rtmr3: _, ...open } = whole;
    expect(isAllowed(tdx, [whole])).toBe(true);
    expect(isAllowed(tdx, [{ ...open, composeHash: 'cc' }])).toBe(true);
    expect(isAllowed(tdx, [{ ...whole, mrConfigId: '00' }])).toBe(true);
  });

  it.each<[string, object]>([
    ['another value', { ...whole, rtmr3: 'a4' }],
    ['another program list', { ...whole, composeHash: 'dd' }],
    ['another platform', { platform: 'snp', measurement: '11' }],
    ['a field that there is not', { ...whole, mrtd: '11' }],
    ['no register of the kernel', { platform: 'tdx', mrTd: '11', rtmr0: 'a0', rtmr1: 'a1', rtmr3: 'a3' }],
    ['neither last register nor program list', { platform: 'tdx', mrTd: '11', rtmr0: 'a0', rtmr1: 'a1', rtmr2: 'a2' }],
    ['nothing but its platform', { platform: 'tdx' }],
    ['nothing', {}],
  ])('is not this one with %s', (_, entry) => {
    expect(isAllowed(tdx, fromOutside(entry))).toBe(false);
  });

  it('is not matched by a value that is not known', () => {
    const entry = fromOutside({ ...whole, composeHash: '' });
    expect(isAllowed({ ...tdx, composeHash: '' }, entry)).toBe(false);
    expect(isAllowed(tdx, [])).toBe(false);
  });
});
