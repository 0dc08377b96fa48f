import { countRu } from '../count.ts';
import type { Texts } from '../texts.ts';

export const offers: Texts['offers'] = {
  filters: 'Фильтры',
  filtersOn: (n) => `Фильтры · ${n}`,
  show: 'Показать предложения',
  clear: 'Сбросить фильтры',
  onlyOnline: 'Отвечает сейчас',
  region: 'Регион',
  anyRegion: 'Где угодно',
  hardware: 'Оборудование',
  anyHardware: 'Любое оборудование',
  sort: 'Сортировка',
  sorts: { price: 'Дешевле', speed: 'Быстрее', first: 'Отклик' },
  sortNote: 'По скорости показаны только машины, которые отвечают сейчас.',
  noMatch: 'Под эти фильтры ничего не подходит.',
  compare: 'Сравнить',
  done: 'Готово',
  pick: 'Выберите два или три предложения.',
  compareChosen: (n) =>
    countRu(n, { one: 'Сравнить # предложение', few: 'Сравнить # предложения', many: 'Сравнить # предложений' }),
  comparison: {
    title: 'Рядом',
    fact: 'Показатель',
    input: 'Вход, за 1 млн токенов',
    output: 'Выход, за 1 млн токенов',
    speed: 'Токенов в секунду, измерено',
    first: 'Первый токен, измерено',
    score: 'История работы, из 100',
    uptime: 'Время в сети, 30 дней',
    canaries: 'Контрольные вопросы',
    tier: 'Уровень',
    policy: 'Что обещает провайдер',
    hardware: 'Оборудование',
    region: 'Регион',
    slots: 'Свободно мест',
    best: 'лучше всех',
    unknown: '–',
    open: 'Открыть',
  },
  prices: {
    title: 'Как менялась цена',
    note: 'Выход, за 1 млн токенов. Провайдеры назначают цену в долларах.',
    same: (since) => `Не менялась с ${since}`,
    chart: (model, from, to, changes) =>
      `${model}: от ${from} до ${to}, ${countRu(changes, { one: '# изменение', few: '# изменения', many: '# изменений' })}`,
    now: 'сейчас',
  },
  days: {
    title: 'Последние 30 дней',
    note: 'Считает рынок, по дням UTC.',
    none: 'Здесь ещё ничего не было.',
    uptime: 'Часов в сети, по дням',
    hours: (hours) => `${hours} ч`,
    demand: 'Ответов, по дням',
    answers: (n, failed) =>
      failed === 0
        ? countRu(n, { one: '# ответ', few: '# ответа', many: '# ответов' })
        : `${countRu(n, { one: '# ответ', few: '# ответа', many: '# ответов' })}, неудачных ${failed}`,
  },
  others: {
    title: 'Ещё у этого провайдера',
    online: 'на связи',
    offline: 'не на связи',
  },
};
