import { countRu } from '../count.ts';
import type { Texts } from '../texts.ts';

export const core: Texts['core'] = {
  tabs: {
    label: 'Разделы',
    market: 'Рынок',
    chat: 'Чат',
    wallet: 'Кошелёк',
    build: 'Разработка',
    earn: 'Заработок',
    admin: 'Админ',
  },
  actions: {
    back: 'Назад',
    close: 'Закрыть',
    cancel: 'Отмена',
    copy: 'Копировать',
    copied: 'Скопировано',
    done: 'Готово',
    more: 'Показать ещё',
    save: 'Сохранить',
  },
  times: {
    since: (time: string) => `уже ${time}`,
    ago: (time: string) => `${time} назад`,
    never: 'ещё нет',
  },
  tiers: {
    confidential: { name: 'Закрытый' },
    verified: { name: 'Проверенный' },
    community: { name: 'Открытый' },
  },
  testEngine: {
    name: 'Тестовый движок',
    about:
      'Крошечная модель, чтобы показать, как работает рынок. Ответы настоящие, от настоящего движка, но полагаться на них не стоит.',
  },
  faults: {
    offline: 'Рынок не отвечает. Проверьте соединение и повторите.',
    unexpected:
      'Страница встретила то, чего не знает. Закройте Spindle и откройте снова; всё списанное видно в кошельке.',
    crashed: 'Экран сломался',
    missing: 'Экран не загрузился',
    retry: 'Повторить',
    asking: 'Спрашиваем снова…',
    reload: 'Открыть заново',
  },
  loading: 'Загрузка',
  code: 'Код',
  tokens: (n: number) => countRu(n, { one: '# токен', few: '# токена', many: '# токенов' }),
};
