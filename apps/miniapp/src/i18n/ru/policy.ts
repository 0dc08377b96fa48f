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
  approvals: ['ни для кого', 'для известных', 'для всех'],
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
    gift_answers: {
      name: 'Бесплатные ответы',
      about: 'Сколько всего рынок оплачивает человеку, у которого ещё нет депозита',
    },
    gift_answer_tokens: { name: 'Длина бесплатного ответа', about: 'В токенах, не больше' },
    gift_answer_micro_coins: { name: 'Цена бесплатного ответа', about: 'Сколько рынок платит за один, не больше' },
    gift_address_answers: { name: 'Бесплатные ответы на один адрес', about: 'За сутки (UTC), не больше' },
    gift_day_milli_coins: {
      name: 'Бесплатные ответы за день',
      about: 'Сколько все они стоят рынку за сутки (UTC), не больше',
    },
    buying_ios: { name: 'Покупки на iOS', about: 'Если выключены, в приложении там нет депозитов и цен' },
    buying_android: { name: 'Покупки на Android', about: 'Если выключены, в приложении там нет депозитов и цен' },
    buying_desktop: {
      name: 'Покупки в Telegram Desktop',
      about: 'Если выключены, в приложении там нет депозитов и цен',
    },
    buying_web: { name: 'Покупки в браузере', about: 'Если выключены, в приложении там нет депозитов и цен' },
  },
  switches: ['выключены', 'включены'],
  days,
  hours: (n: number) => countRu(n, { one: '# час', few: '# часа', many: '# часов' }),
  minutes: (n: number) => countRu(n, { one: '# минута', few: '# минуты', many: '# минут' }),
};
