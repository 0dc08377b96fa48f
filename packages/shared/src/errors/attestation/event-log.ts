import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** What the machine says that it started, which must lead to the registers in its quote. */
export const ATTESTATION_EVENT_LOG_ERRORS = entries({
  event_log_malformed: refused(
    'The list of what the machine started is not well formed ({what}). Ask for the evidence again.',
    'Список того, что запустила машина, повреждён ({what}). Запросите доказательство снова.',
  ),
  event_log_mismatch: refused(
    'The list of what the machine started does not lead to its quote ({register}). Choose another machine and report this one.',
    'Список того, что запустила машина, не сходится с её отчётом ({register}). Выберите другую машину и сообщите об этой.',
  ),
  event_digest_wrong: refused(
    'An entry of what the machine started ({event}) says other than what was measured. Choose another machine and report this one.',
    'Запись о запуске ({event}) говорит не то, что измерено. Выберите другую машину и сообщите об этой.',
  ),
  event_repeated: refused(
    'The machine says twice what it may say once ({event}). Choose another machine and report this one.',
    'Машина дважды говорит то, что говорится раз ({event}). Выберите другую машину и сообщите об этой.',
  ),
  app_compose_mismatch: refused(
    'The program list that the machine shows is not the one that it measured ({where}). Choose another machine and report this one.',
    'Показанный список программ не тот, что измерен ({where}). Выберите другую машину и сообщите об этой.',
  ),
});
