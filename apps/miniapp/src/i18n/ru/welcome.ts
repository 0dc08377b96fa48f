import type { Texts } from '../texts.ts';

export const welcome: Texts['welcome'] = {
  session: {
    title: 'Откройте Spindle в Telegram',
    lead: 'Spindle – рынок вычислений для ИИ внутри Telegram. Вход – ваша учётная запись Telegram: без паролей и форм.',
    open: 'Открыть в Telegram',
    noBot: 'Найдите бота, который привёл вас сюда, и нажмите его кнопку.',
    dev: 'Это мир для разработки: откройте одну из ссылок для входа, которые напечатал «npm start».',
    failed: 'Вы не вошли',
  },
  nowhere: {
    title: 'Здесь ничего нет',
    about: 'Этот адрес никуда не ведёт. Начните с рынка.',
    action: 'На рынок',
  },
};
