import { reasons } from './entry.ts';

/** Bans, and what is answered to appeals. */
export const ACCOUNT_REASONS = reasons({
  fraud_hardware: {
    uses: ['ban'],
    en: {
      title: 'Fake hardware',
      text: 'Hardware was listed again and again that the machines are not.',
      next: 'What you earned is still paid out. You may appeal once.',
    },
    ru: {
      title: 'Поддельное оборудование',
      text: 'Раз за разом продавалось оборудование, которого у машин нет.',
      next: 'Заработанное будет выплачено. Обжаловать можно один раз.',
    },
  },
  fraud_answers: {
    uses: ['ban'],
    en: {
      title: 'Fake answers',
      text: 'Answers or token counts were made up.',
      next: 'What you earned honestly is still paid out. You may appeal once.',
    },
    ru: {
      title: 'Поддельные ответы',
      text: 'Ответы или счёт токенов подделывались.',
      next: 'Честно заработанное будет выплачено. Обжаловать можно один раз.',
    },
  },
  many_accounts: {
    uses: ['ban'],
    en: {
      title: 'Several accounts',
      text: 'Several accounts are run by one person to get round a decision.',
      next: 'Go on with the first account. You may appeal once.',
    },
    ru: {
      title: 'Несколько записей',
      text: 'Один человек ведёт несколько учётных записей, чтобы обойти решение.',
      next: 'Пользуйтесь первой записью. Обжаловать можно один раз.',
    },
  },
  abuse: {
    uses: ['ban'],
    en: {
      title: 'Abuse',
      text: 'The market was used to harm others.',
      next: 'Your deposit stays yours and can be taken back. You may appeal once.',
    },
    ru: {
      title: 'Злоупотребление',
      text: 'Рынок использовали во вред другим.',
      next: 'Депозит остаётся вашим, его можно забрать. Обжаловать можно один раз.',
    },
  },
  evidence_wrong: {
    uses: ['grant'],
    en: {
      title: 'We were wrong',
      text: 'The evidence does not hold.',
      next: 'The decision is undone. If anything is left to do, your listings say what.',
    },
    ru: {
      title: 'Мы ошиблись',
      text: 'Доказательства не подтвердились.',
      next: 'Решение отменено. Если что-то ещё нужно сделать, это написано у ваших объявлений.',
    },
  },
  mended: {
    uses: ['grant', 'approve'],
    en: {
      title: 'Mended',
      text: 'What was wrong is mended.',
      next: 'The decision is undone. If anything is left to do, your listings say what.',
    },
    ru: {
      title: 'Исправлено',
      text: 'То, что было не так, исправлено.',
      next: 'Решение отменено. Если что-то ещё нужно сделать, это написано у ваших объявлений.',
    },
  },
  evidence_stands: {
    uses: ['refuse'],
    en: {
      title: 'Evidence stands',
      text: 'We looked again, and the evidence is as it was.',
      next: 'The decision stands. If it is about a listing, mend what it names and ask for another review.',
    },
    ru: {
      title: 'Доказательства в силе',
      text: 'Мы посмотрели ещё раз: доказательства остались теми же.',
      next: 'Решение остаётся. Если оно об объявлении, исправьте то, что в нём названо, и попросите о новой проверке.',
    },
  },
  checks_passed: {
    uses: ['approve'],
    en: {
      title: 'All checks passed',
      text: 'Every automatic check passed.',
      next: 'Keep a machine online, and buyers find it.',
    },
    ru: {
      title: 'Все проверки пройдены',
      text: 'Все автоматические проверки пройдены.',
      next: 'Держите машину в сети, и покупатели её найдут.',
    },
  },
  role_taken: {
    uses: ['market'],
    en: {
      title: 'Role taken',
      text: 'An admin took the role of provider from this account.',
      next: 'Appeal, and say why you should sell here.',
    },
    ru: {
      title: 'Роль снята',
      text: 'Админ снял с этой учётной записи роль провайдера.',
      next: 'Обжалуйте и объясните, почему вам стоит здесь продавать.',
    },
  },
  unbanned: {
    uses: ['market'],
    en: {
      title: 'Ban lifted',
      text: 'The ban of the account was lifted; its listings wait for a review.',
      next: 'Join your machines again, then ask for a review.',
    },
    ru: {
      title: 'Бан снят',
      text: 'Бан учётной записи снят; её объявления ждут проверки.',
      next: 'Подключите машины заново и попросите о проверке.',
    },
  },
});
