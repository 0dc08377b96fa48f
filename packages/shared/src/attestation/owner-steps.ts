import type { AttestationCode } from '../errors/attestation.ts';
import type { Language } from '../errors/index.ts';

type Step = Record<Language, string>;

/** What helps the owner of a machine that is not believed. The refusals' own texts speak to whoever wanted to use it. */
const STEPS = {
  shown: {
    en: 'The machine could not make its evidence. Its own log says why: spindle-node status on the machine.',
    ru: 'Машина не смогла сделать доказательство. Причина в её журнале: spindle-node status на машине.',
  },
  image: {
    en: 'Start an image of the list, with the processors and the memory that it names (docs/enclave.md, step 3).',
    ru: 'Запустите образ из списка, с указанным числом процессоров и объёмом памяти (docs/enclave.md, шаг 3).',
  },
  platform: {
    en: 'Update BIOS and microcode of the server, register the platform with its maker again, and start the machine anew.',
    ru: 'Обновите BIOS и микрокод сервера, заново зарегистрируйте платформу у производителя и перезапустите машину.',
  },
  statements: {
    en: 'Refresh the cache of your PCCS, or let the machine reach Intel’s own service (--pccs).',
    ru: 'Обновите кеш своего PCCS или откройте машине доступ к службе Intel (--pccs).',
  },
  guest: {
    en: 'The guest is started in a way that is not allowed, such as for debugging. Start it as docs/enclave.md shows.',
    ru: 'Гость запущен недопустимо, например для отладки. Запустите его, как показано в docs/enclave.md.',
  },
  fresh: {
    en: 'The machine names a TON block that is old or unknown. Check its clock, its network and --ton-api.',
    ru: 'Машина называет старый или неизвестный блок TON. Проверьте её часы, сеть и --ton-api.',
  },
  gpu: {
    en: 'Update firmware and driver of the GPU, switch its confidential mode on, and start the machine anew.',
    ru: 'Обновите прошивку и драйвер GPU, включите её конфиденциальный режим и перезапустите машину.',
  },
  wait: {
    en: 'Nothing to do: it is looked at again within seconds of what cannot be read now.',
    ru: 'Делать ничего не нужно: проверка повторится, как только данные снова станут доступны.',
  },
  told: {
    en: 'Nothing to do: the market’s operators have been told, and look at the evidence.',
    ru: 'Делать ничего не нужно: операторы рынка уже знают и разбирают доказательство.',
  },
  program: {
    en: 'Update spindle-node and start it anew. If it stays, tell support the code.',
    ru: 'Обновите spindle-node и запустите заново. Если не поможет, сообщите код поддержке.',
  },
} as const satisfies Record<string, Step>;

/** The first that fits counts. */
const BY_CODE: readonly (readonly [RegExp, keyof typeof STEPS])[] = [
  [/^evidence_unjudged$/, 'wait'],
  [/^second_judge_disagrees$/, 'told'],
  [/^(evidence_not_shown|evidence_missing|evidence_expired|evidence_manifest_other)$/, 'shown'],
  [/^(measurement_refused|app_compose_mismatch|event_)/, 'image'],
  [/^evidence_(block|nonce)_/, 'fresh'],
  [/^gpu_/, 'gpu'],
  [/^(td_|snp_(debug|migratable|policy|level))/, 'guest'],
  [/^(crl_|collateral_|certificate_expired|platform_mismatch)/, 'statements'],
  [/^(tcb_|qe_|tdx_module_|advisory_|snp_(firmware|tcb)_|certificate_revoked)/, 'platform'],
];

/** What the owner of a machine can do about the code that its evidence was refused with. */
export function ownerStep(code: AttestationCode, language: Language = 'en'): string {
  const [, step] = BY_CODE.find(([pattern]) => pattern.test(code)) ?? [null, 'program' as const];
  return STEPS[step][language];
}
