import type { NoticeTexts } from './shape.ts';

const rules = new Intl.PluralRules('ru');
const form = (count: number, one: string, few: string, many: string): string => {
  const rule = rules.select(count);
  return `${count} ${rule === 'one' ? one : rule === 'few' ? few : many}`;
};

export const RU_NOTICES: NoticeTexts = {
  kinds: {
    listing_decided: {
      name: 'Решения по вашим объявлениям',
      title: {
        by: 'decision',
        cases: {
          approved: '«{listing}» на рынке',
          rejected: '«{listing}» отклонено',
          paused: '«{listing}» приостановлено',
          banned: '«{listing}» заблокировано',
          resumed: '«{listing}» снова на рынке',
        },
        other: '«{listing}»: решение принято',
      },
      text: {
        by: 'decision',
        cases: {
          approved: 'Теперь покупатели находят его на рынке. Держите машину в сети, чтобы зарабатывать.',
          resumed: 'Покупатели снова находят его на рынке.',
        },
        other: '{why} Откройте, чтобы узнать причину и что можно сделать.',
      },
    },
    listing_asked: {
      name: 'Вопросы по вашим объявлениям',
      title: 'Вопрос по «{listing}»',
      text: 'Ответьте, чтобы проверка продолжилась.',
    },
    listing_answered: {
      name: 'Ответы провайдеров',
      title: '«{listing}»: провайдер ответил',
      text: 'Проверку можно продолжить.',
    },
    appeal_opened: { name: 'Новые апелляции', title: 'Ждёт апелляция', text: 'Кто-то просит пересмотреть решение.' },
    appeal_decided: {
      name: 'Решения по апелляциям',
      title: { by: 'decision', cases: { granted: 'Апелляция удовлетворена' }, other: 'Апелляция отклонена' },
      text: {
        by: 'decision',
        cases: { granted: 'Решение отменено. Откройте, чтобы увидеть, что действует теперь.' },
        other: '{why} Откройте, чтобы узнать причину.',
      },
    },
    account_banned: {
      name: 'Ваш аккаунт',
      title: 'Ваш аккаунт заблокирован',
      text: '{why} Вы можете подать апелляцию и, как всегда, забрать свои деньги.',
    },
    account_unbanned: {
      name: 'Ваш аккаунт',
      title: 'Ваш аккаунт снова открыт',
      text: 'Блокировка снята. Подключите машины заново и попросите о проверке объявлений; ключи нужно создать новые.',
    },
    node_offline: {
      name: 'Машина не в сети',
      title: 'Машина объявления «{listing}» не в сети',
      text: 'С {since}. Пока её нет, она не зарабатывает: запустите на ней «spindle-node doctor».',
    },
    node_back: {
      name: 'Машина вернулась',
      title: 'Машина объявления «{listing}» снова в сети',
      text: 'Её не было {offline}.',
    },
    badge_lost: {
      name: 'Значок снят',
      title: '«{listing}» больше не «{badge}»',
      text: '{why} Откройте, чтобы увидеть замеры и как вернуть значок.',
    },
    badge_won: {
      name: 'Значок получен',
      title: '«{listing}» теперь «{badge}»',
      text: 'Покупатели, которые его ищут, находят вас.',
    },
    payout_done: { name: 'Выплаты', title: 'Выплачено {amount}', text: 'Деньги в вашем кошельке.' },
    payout_waiting: {
      name: 'Выплаты в ожидании',
      title: 'Ваша выплата ждёт',
      text: '{why} Она уйдёт сама; забрать деньги можно и без нас.',
    },
    price_far_from_market: {
      name: 'Цена далеко от рынка',
      title: 'Ваша цена за {model} далеко от рынка',
      text: 'В «{listing}» она {percentOfMedian} % от медианы. Сравните с другими, пока покупатели не прошли мимо.',
    },
    maintenance_planned: {
      name: 'Обслуживание запланировано',
      title: 'Запланировано обслуживание «{listing}»',
      text: 'С {start} до {end}. Незадолго до начала новая работа не принимается.',
    },
    maintenance_began: {
      name: 'Обслуживание началось',
      title: 'Началось обслуживание «{listing}»',
      text: 'Объявление снято с рынка до {end}.',
    },
    maintenance_ended: {
      name: 'Обслуживание закончилось',
      title: 'Обслуживание «{listing}» закончилось',
      text: 'Объявление снова на рынке, если машины в сети.',
    },
    balance_low: {
      name: 'Мало денег',
      title: 'На счету мало: {spendable}',
      text: 'Это меньше {threshold}. Пополните депозит или подпишите больший лимит, чтобы ответы не прервались.',
    },
    dispute_opened: {
      name: 'Споры',
      title: { by: 'side', cases: { buyer: 'Ваш спор открыт' }, other: 'Покупатель оспорил ваш ответ' },
      text: {
        by: 'side',
        cases: { buyer: 'Мы изучим подписанные доказательства и сообщим решение.' },
        other: 'Мы изучим подписанные доказательства. Делать ничего не нужно, пока не спросим.',
      },
    },
    dispute_decided: {
      name: 'Решения по спорам',
      title: {
        by: 'code',
        cases: { refunded: 'Спор: возвращено {refund}', upheld: 'Ваша жалоба принята' },
        other: 'По спору отказано',
      },
      text: {
        by: 'side',
        cases: { buyer: 'Почему, читайте в разделе «Споры».' },
        other: 'Почему и сколько взято из заработанного, читайте в разделе «Споры».',
      },
    },
    review_written: {
      name: 'Новые отзывы о ваших объявлениях',
      title: '«{listing}»: новый отзыв',
      text: 'Прочитайте его на странице объявления. На каждый можно ответить один раз.',
    },
    review_answered: {
      name: 'Ответы на ваши отзывы',
      title: '«{listing}»: провайдер ответил на ваш отзыв',
      text: 'Прочитайте ответ на странице объявления. Свой отзыв можно изменить в любой момент.',
    },
    review_decided: {
      name: 'Решения по вашим отзывам',
      title: {
        by: 'decision',
        cases: { hidden: '«{listing}»: написанное вами скрыто' },
        other: '«{listing}»: написанное вами снова показано',
      },
      text: {
        by: 'decision',
        cases: { hidden: 'Это сделал администратор. Откройте объявление: там написано, почему и что можно сделать.' },
        other: 'Его снова видят все на странице объявления.',
      },
    },
    policy_announced: {
      name: 'Комиссия и правила',
      title: 'С {effectiveFrom}: {setting} {value}',
      text: 'До этого {before}. Причина указана в журнале изменений.',
    },
  },
  words: {
    settings: {
      fee_basis_points: 'комиссия',
      review_sla_hours: 'часов на проверку',
      verified_days: 'дней истории для «проверено»',
      auto_approve: 'одобрение без человека',
      verified_answers: 'хороших ответов для «проверено»',
      verified_success_percent: 'доля хороших ответов для «проверено», %',
      price_floor_micro_usd: 'наименьшая цена за 1 млн токенов',
      price_ceiling_micro_usd: 'наибольшая цена за 1 млн токенов',
      dispute_days: 'дней на то, чтобы оспорить ответ',
      gift_answers: 'бесплатные ответы одного человека',
      gift_answer_tokens: 'токены бесплатного ответа',
      gift_answer_micro_coins: 'цена бесплатного ответа, в миллионных TON',
      gift_address_answers: 'бесплатные ответы одного адреса за день',
      gift_day_milli_coins: 'стоимость бесплатных ответов за день, в тысячных TON',
      buying_ios: 'покупки на iOS (0 выключены, 1 включены)',
      buying_android: 'покупки на Android (0 выключены, 1 включены)',
      buying_desktop: 'покупки в Telegram Desktop (0 выключены, 1 включены)',
      buying_web: 'покупки в браузере (0 выключены, 1 включены)',
      offline_minutes: 'минут до сообщения, что машина не в сети',
    },
    badges: {
      verified: 'Проверено',
      confidential: 'Конфиденциально',
      community: 'Сообщество',
      canaries: 'Модель как указано',
    },
    approvals: ['ни для кого', 'для известных провайдеров', 'для всех'],
    minutes: (count) => form(count, 'минуту', 'минуты', 'минут'),
    hours: (count) => form(count, 'час', 'часа', 'часов'),
  },
};
