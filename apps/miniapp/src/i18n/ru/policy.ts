import { countRu } from '../count.ts';
import type { policy as english } from '../en/policy.ts';

const days = (n: number) => countRu(n, { one: '# день', few: '# дня', many: '# дней' });

export const policy: typeof english = {
  title: 'Комиссия и правила',
  lead: 'Что рынок обещает соблюдать и как это менялось.',
  now: 'Действует сейчас',
  since: (time: string) => `с ${time}`,
  planned: (value: string, time: string) => `${value} с ${time}`,
  notice: (n: number) => (n === 0 ? 'Повысить можно сразу' : `Повысить можно, только объявив заранее: ${days(n)}`),
  noticeLower: (n: number) => (n === 0 ? 'Снизить можно сразу' : `Снизить можно, только объявив заранее: ${days(n)}`),
  changes: 'Журнал изменений',
  changesNote: 'Отсюда ничего не исчезает. Изменение, отозванное до вступления в силу, тоже остаётся.',
  first: 'Первое значение',
  from: (time: string) => `действует с ${time}`,
  announced: (time: string) => `объявлено ${time}`,
  cancelled: 'отозвано',
  machine: 'То же в JSON: GET /v1/policy',
  approvals: ['ничьи', 'известных провайдеров', 'все'],
  settings: {
    fee_basis_points: { name: 'Комиссия', about: 'С заработка провайдера; уже внутри цены для покупателя' },
    review_sla_hours: { name: 'Время проверки', about: 'Провайдер получит ответ за' },
    verified_days: { name: 'История для «проверено»', about: 'Сколько дней объявление должно хорошо работать' },
    verified_answers: { name: 'Ответы для «проверено»', about: 'Хорошие, за последние 30 дней' },
    verified_success_percent: { name: 'Успешность для «проверено»', about: 'Наименьшая доля хороших ответов' },
    auto_approve: {
      name: 'Одобрение без человека',
      about: 'Чьи новые объявления выходят сразу, если все проверки пройдены; остальные ждут админа',
    },
    offline_minutes: { name: 'Машина считается ушедшей', about: 'Через столько минут сообщим владельцу' },
    price_floor_micro_usd: {
      name: 'Наименьшая цена',
      about: 'За 1 млн токенов, для цен, которые назначат после этого',
    },
    price_ceiling_micro_usd: {
      name: 'Наибольшая цена',
      about: 'За 1 млн токенов, для цен, которые назначат после этого',
    },
    dispute_days: {
      name: 'Время, чтобы оспорить ответ',
      about: 'Считается от ответа, по правилу, которое тогда действовало',
    },
  },
  days,
  hours: (n: number) => countRu(n, { one: '# час', few: '# часа', many: '# часов' }),
  minutes: (n: number) => countRu(n, { one: '# минута', few: '# минуты', many: '# минут' }),
};
