import type { clouds as english } from '../en/clouds.ts';

export const clouds: typeof english = {
  title: 'Рядом с облаками',
  note: 'Три прочитанных токена на один написанный, по открытым прайс-листам. Цена, которую 30 дней никто не сверял, не показывается.',
  percent: (percent: number, vendor: string) => `${percent} % цены ${vendor}`,
  hint: (percent: number, vendor: string, time: string) => `${percent} % прайс-листа ${vendor} от ${time}`,
  old: 'Три прочитанных токена на один написанный, по открытым прайс-листам. Цену, которую 30 дней никто не сверял, показывает только этот локальный мир: рынок с покупателями её скрывает.',
  comparable: (model: string) => `${model}, другая модель того же класса`,
  price: (input: string, output: string) => `вход ${input}, выход ${output} за 1 млн токенов`,
  source: (region: string, time: string) => `${region}, прайс-лист сверен ${time}`,
  open: (vendor: string) => `Открыть страницу цен ${vendor}`,
};
