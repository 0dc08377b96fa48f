export const clouds = {
  title: 'Beside the clouds',
  note: 'Three tokens read and one written, by the vendors’ public list prices. A price that nobody has checked within 30 days is not shown.',
  percent: (percent: number, vendor: string) => `${percent} % of ${vendor}`,
  hint: (percent: number, vendor: string, time: string) => `${percent} % of ${vendor}’s list price of ${time}`,
  old: 'Three tokens read and one written, by the vendors’ public list prices. What nobody has checked within 30 days is shown in this local world alone: a market with buyers hides it.',
  comparable: (model: string) => `${model}, another model of its class`,
  price: (input: string, output: string) => `${input} in, ${output} out per 1M tokens`,
  source: (region: string, time: string) => `${region}, list price checked on ${time}`,
  open: (vendor: string) => `Open the price page of ${vendor}`,
};
