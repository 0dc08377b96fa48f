import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** Evidence on its way from the machine over the market to a device. */
export const ATTESTATION_MARKET_ERRORS = entries({
  evidence_not_shown: refused(
    'The machine has shown no evidence for the keys that it uses now. Nothing was sent. Choose another machine, or try again in a minute.',
    'Машина не показала доказательства для нынешних ключей. Ничего не отправлено. Выберите другую машину или повторите через минуту.',
  ),
  evidence_unavailable: refused(
    'The evidence of the machine could not be fetched from the market. Nothing was sent. Try again in a minute.',
    'Доказательство машины не удалось получить от рынка. Ничего не отправлено. Повторите через минуту.',
  ),
  evidence_hash_wrong: refused(
    'What the market sent is not the evidence that its quote names. Nothing was sent. Ask for a new quote, and report this.',
    'Рынок прислал не то доказательство, что названо в котировке. Ничего не отправлено. Запросите новую котировку и сообщите об этом.',
  ),
  evidence_manifest_other: refused(
    'The evidence vouches for other keys than those in the market’s quote. Nothing was sent. Ask for a new quote, and report this.',
    'Доказательство ручается не за те ключи, что в котировке. Ничего не отправлено. Запросите новую котировку и сообщите об этом.',
  ),
  second_judge_disagrees: refused(
    'Two verifiers of different authors disagree about this evidence (ours says {ours}, the other {theirs}), so the market refuses it. Nothing was sent. Choose another machine; the market’s operators have been told.',
    'Два проверяющих разных авторов расходятся об этом доказательстве (наш: {ours}, другой: {theirs}), поэтому рынок его отклоняет. Ничего не отправлено. Выберите другую машину; операторы рынка уже знают.',
  ),
  evidence_unjudged: refused(
    'The evidence cannot be judged now: {what} cannot be read. What was known before holds until it expires; it is tried again by itself.',
    'Сейчас доказательство нельзя проверить: не читается {what}. Известное раньше действует до истечения срока; проверка повторится сама.',
  ),
});
