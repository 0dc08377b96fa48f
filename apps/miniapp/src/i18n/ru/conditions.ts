import type { Texts } from '../texts.ts';

export const conditions: Texts['earn']['conditions'] = {
  joining: {
    title: 'Добавлена, но ещё не подключалась',
    about: 'Запустите на машине spindle-node. Что мешает, скажет «spindle-node doctor».',
  },
  clock_off: {
    title: 'Часы машины неверны',
    about:
      'По часам рынка её ключи и котировки проверить нельзя, поэтому покупателей туда не направляют. Включите на ней синхронизацию времени (NTP); через минуту она заработает сама.',
  },
  twins: {
    title: 'Две машины под одним ключом',
    about:
      'Под ключом этой машины подключается ещё одна, поэтому покупателей нет у обеих. Остановите одну из них и подключите заново: spindle-node join --again. Через десять минут другая снова заработает.',
  },
  unproven: {
    title: 'Конфиденциальность не доказана',
    about:
      'Остальным покупателям она отвечает. Те, кому нужна конфиденциальная машина, идут к другим, пока не исправлено названное здесь; потом она сама покажет доказательства снова.',
  },
  canaries: {
    answer_wrong: 'Неверно отвечает на вопросы, ответы на которые мы знаем.',
    fingerprint_far: 'Пишет как другая модель, или как меньшая или сильнее сжатая.',
    usage_inflated: 'Насчитывает больше токенов, чем есть в ответах.',
  },
  canariesFailed: (failed, of) => `Не пройдено контрольных вопросов: ${failed} из последних ${of}.`,
  billed: ({ inputTokens, referenceInputTokens, outputTokens, referenceOutputTokens }) =>
    `По всем вместе выставлено токенов: ${inputTokens} на входе и ${outputTokens} за те же слова; другим нужно ${referenceInputTokens} и ${referenceOutputTokens}.`,
  clockOff: (seconds) => `Расхождение: ${seconds} с.`,
  askedAgain: (when) => `Рынок спросит её снова в ${when}.`,
  running: (answers) => (answers === 0 ? 'Там уже ничего не выполняется.' : `Ещё выполняется ответов: ${answers}.`),
  canariesLink: 'Все контрольные вопросы',
};
