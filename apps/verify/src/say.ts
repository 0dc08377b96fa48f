import type { Language } from '@spindle/shared';
import { type AttestationFault, attestationText, type CheckLine, checkText } from '@spindle/shared/attestation';

/** What the texts are made of: a verdict on evidence or on a receipt. */
interface Judged {
  ok: boolean;
  refusal: AttestationFault | null;
  lines: readonly CheckLine[];
}

const WORDS = {
  en: {
    unchecked: (what: string) => `not checked: the file has nothing to check it by (${what})`,
    toldAt: 'It may have counted on another day: --at judges as of any, with the statements of that time.',
    proven: 'What it runs, and what it vouches for:',
    good: 'GOOD: every check that could be made passed',
    refused: 'REFUSED',
    at: 'judged as of',
    open: (count: number) => `; ${count} could not be made (–), and are no pass`,
  },
  ru: {
    unchecked: (what: string) => `не проверено: в файле нечем (${what})`,
    toldAt: 'Возможно, это годилось в другой день: --at судит на любой, по заявлениям того времени.',
    proven: 'Что запущено и за что поручено:',
    good: 'ГОДНО: пройдены все проверки, которые удалось сделать',
    refused: 'ОТКАЗ',
    at: 'по состоянию на',
    open: (count: number) => `; ${count} сделать не удалось (–), и пройденными они не считаются`,
  },
} as const;
const MARKS = { true: '✓', false: '✗', null: '–' } as const;

/** The verdict and every check, line by line. */
export function verdictText(
  { ok, refusal, lines }: Judged,
  proven: Record<string, string>,
  atMs: number | null,
  language: Language,
): string {
  const words = WORDS[language];
  const open = lines.filter((line) => line.ok === null).length;
  const verdict = refusal ? `${words.refused} (${refusal.code}). ${attestationText(refusal, language)}` : words.good;
  const at = atMs === null ? '' : ` (${words.at} ${new Date(atMs).toISOString().slice(0, 19)}Z)`;
  const facts = Object.entries(proven).filter(([, value]) => value !== '');
  const told = facts.length > 0 ? ['', words.proven, ...facts.map(([name, value]) => `    ${name}: ${value}`)] : [];
  const isOfATime = atMs !== null && /_(expired|not_yet_valid|too_old)$/.test(refusal?.code ?? '');
  const end = `${verdict}${ok && open > 0 ? words.open(open) : ''}${at}${isOfATime ? `\n${words.toldAt}` : ''}`;
  return [...lines.map((line) => lineText(line, language)), ...told, '', end].join('\n');
}

function lineText({ check, ok, code, facts }: CheckLine, language: Language): string {
  const head = `${MARKS[`${ok}`]} ${checkText(check, language)}`;
  if (ok === null && code === 'evidence_missing') return `${head}: ${WORDS[language].unchecked(`${facts.what}`)}`;
  if (ok !== true && code) return `${head}\n    ${code}: ${attestationText({ code, facts }, language)}`;
  const told = Object.entries(facts).filter(([, value]) => value !== '');
  return [head, ...told.map(([name, value]) => `    ${name}: ${value}`)].join('\n');
}

const HELP = {
  en: `checks the evidence of confidential machines, and receipts, without the market and without a network

  spindle-verify evidence FILE     a bundle of ours; a quote or report (binary or hex); dstack's JSON; NVIDIA's JSON
  spindle-verify receipt FILE      a receipt with its manifest, and whatever stands beside it

  --collateral FILE   for a bare TDX quote: Intel's statements (JSON as dcap-qvl and dstack publish them);
                      for a bare SEV-SNP report: AMD's certificates (PEM: VCEK, ASK, ARK)
  --keys FILE         public keys of NVIDIA's attestation service (JWKS), for its tokens
  --accept LIST       ratings of Intel that are good enough (default UpToDate), with commas between
  --at DATE           judge as of this day or moment (2026-11-29, 2026-11-29T12:00:00Z); default: now,
                      and for a receipt the time of its answer
  --lang en|ru        the language of what is said
  --json              one JSON object: verdict, refusal, every check, what is proven

Exit code: 0 good, 1 refused, 2 nothing could be checked.
The roots of Intel, AMD and NVIDIA are built in, and there is no way to name others.`,
  ru: `проверяет доказательства конфиденциальных машин и квитанции, без рынка и без сети

  spindle-verify evidence ФАЙЛ     наш набор; quote или отчёт (двоичный или hex); JSON от dstack; JSON от NVIDIA
  spindle-verify receipt ФАЙЛ      квитанция с манифестом и всем, что к ней приложено

  --collateral ФАЙЛ   для одного quote TDX: заявления Intel (JSON, как публикуют dcap-qvl и dstack);
                      для одного отчёта SEV-SNP: сертификаты AMD (PEM: VCEK, ASK, ARK)
  --keys ФАЙЛ         открытые ключи службы аттестации NVIDIA (JWKS), для её токенов
  --accept СПИСОК     оценки Intel, которые годятся (иначе UpToDate), через запятую
  --at ДАТА           судить на этот день или миг (2026-11-29, 2026-11-29T12:00:00Z); иначе сейчас,
                      а для квитанции на время её ответа
  --lang en|ru        язык
  --json              один объект JSON: вердикт, отказ, все проверки, что доказано

Код выхода: 0 годно, 1 отказ, 2 проверить не удалось.
Корни Intel, AMD и NVIDIA встроены, назвать другие нельзя.`,
} as const;

export const helpText = (version: string, language: Language): string => `spindle-verify ${version}: ${HELP[language]}`;
