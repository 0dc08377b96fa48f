import { countRu } from '../count.ts';
import type { Texts } from '../texts.ts';

export const review: Texts['review'] = {
  states: {
    in_review: 'На проверке',
    asked: 'Есть вопрос',
    live: 'На рынке',
    rejected: 'Отклонено',
    paused: 'На паузе',
    banned: 'Забанено',
    withdrawn: 'Снято',
  },
  by: { owner: 'Провайдер', admin: 'Админ', market: 'Сам рынок' },
  you: 'Вы',
  codes: { listed: 'Отправлено на проверку', answered: 'Дан ответ' },
  title: 'Как обстоят дела',
  history: 'История',
  historyAbout: (count: number) => countRu(count, { one: '# запись', few: '# записи', many: '# записей' }),
  next: 'Что делать',
  evidence: {
    claimed: 'В объявлении',
    reported: 'Машина сообщает',
    measured: 'Мы измерили',
    checks: 'Пройдено проверок',
  },
  again: {
    button: 'Попросить о новой проверке',
    about: 'Когда названное выше исправлено.',
  },
  question: {
    title: 'Вопрос от админа',
    about: 'Проверка ждёт вашего ответа; до него наши часы стоят.',
    label: 'Ваш ответ',
    hint: 'Коротко и по делу; ссылки на доказательства помогут',
    send: 'Отправить ответ',
  },
  appeal: {
    title: 'Обжалование',
    about: 'Если решение неверно, объясните почему. Один раз на каждое решение; прочтёт другой админ, если он есть.',
    open: 'Обжаловать',
    label: 'Что в нём не так',
    hint: 'Что у вас есть и как это увидеть нам',
    send: 'Отправить',
    least: (chars: number) => `Не короче ${chars} знаков.`,
    states: { open: 'Жалоба ждёт', granted: 'Жалоба удовлетворена', refused: 'В жалобе отказано' },
    against: {
      rejected: 'На отказ',
      paused: 'На паузу',
      account_banned: 'На бан',
      badge_lost: 'На потерю значка',
    },
    promised: 'Ответим за двое суток.',
  },
  loss: {
    verified: 'Значок «Проверено» снят',
    machine: (name) => `Машина ${name} под подозрением`,
    canaries: (failed, of) => `Не пройдено контрольных вопросов: ${failed} из последних ${of}.`,
    suspected: (machines) => `Машин под подозрением: ${machines}.`,
    success: (percent, needed) => `Удачных ответов ${percent} %, нужно ${needed} %.`,
    speed: (found, least, most) => `Измерено ${found} токенов/с; на названном железе возможно от ${least} до ${most}.`,
    rule: 'Рынок судил по своему опубликованному правилу. Если он измерил или рассудил неверно, обжалуйте: посмотрит человек.',
  },
  ban: {
    title: 'Эта учётная запись забанена',
    about: 'Продажа и покупка закрыты. Заработанное будет выплачено, депозит можно забрать.',
    since: 'С',
  },
};
