import { describe, expect, it } from 'vitest';
import { blendedMicroUsdPerMTok, percentOfCloud } from './cloud-price.ts';

const price = (input: number, output: number) => ({
  inputMicroUsdPerMTok: BigInt(Math.round(input * 1e6)),
  outputMicroUsdPerMTok: BigInt(Math.round(output * 1e6)),
});

describe('the price of a cloud beside an offer', () => {
  it('is blended of three tokens read and one written', () => {
    expect(blendedMicroUsdPerMTok(price(0.72, 0.72))).toBe(720_000n);
    expect(blendedMicroUsdPerMTok(price(0.15, 0.6))).toBe(262_500n);
  });

  it.each([
    [price(0.1, 0.2), price(0.15, 0.6), 48],
    [price(0.15, 0.6), price(0.15, 0.6), 100],
    [price(0.3, 1.2), price(0.15, 0.6), 200],
    [price(0, 0), price(0.15, 0.6), 0],
    [price(0.1, 0.2), price(0, 0), null],
  ])('%#', (offer, cloud, percent) => expect(percentOfCloud(offer, cloud)).toBe(percent));
});
