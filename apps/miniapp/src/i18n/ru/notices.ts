import type { notices as english } from '../en/notices.ts';

export const notices: typeof english = {
  title: 'Уведомления',
  bell: (unread: number) => (unread > 0 ? `Уведомления, новых: ${unread}` : 'Уведомления'),
  lead: 'Что произошло и касается вас.',
  empty: 'Пока ничего',
  emptyAbout: 'Когда что-то коснётся вас (решение, машина, деньги), об этом скажут здесь.',
  isNew: 'Новое',
  times: (count: number) => `×${count}`,
  settings: 'О чём сообщать',
  settingsNote: 'О решениях по вашим объявлениям, спорах и аккаунте сообщается всегда.',
  told: 'сообщать',
  muted: 'без звука',
  low: {
    label: 'Сообщить, когда можно потратить меньше',
    hint: 'Пусто: меньше, чем стоят десять обычных ответов. 0: никогда.',
    wrong: 'Число монет, например 0,5.',
    saved: 'Сохранено',
  },
};
