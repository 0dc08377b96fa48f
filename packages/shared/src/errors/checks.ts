import { entries } from './entry.ts';

/** The market's own questions to machines. */
export const CHECK_ERRORS = entries({
  check_budget: {
    status: 429,
    type: 'rate_limit_error',
    en: 'The market may take a hundredth of a machine for its own questions: {left} tokens are left in this hour, {needed} are needed. Try again later, or let it be measured first.',
    ru: 'На свои вопросы рынок берёт не больше сотой части машины: в этом часе осталось {left} токенов, нужно {needed}. Повторите позже или сначала дайте её измерить.',
  },
});
