import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type EarningCheck, type ListingView, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Card, ErrorNotice, FaultWords, Icon, type IconName, Section, Since, Skeleton } from '../../../ui/index.ts';
import { STATUS_TONES } from '../status-look.ts';
import { useCheckWords } from './use-check-words.ts';
import './checklist.css';

const REFRESH_MS = 5_000;

interface ChecklistProps {
  listingId: string;
  /** Paused, and not by its owner. */
  isTakenOff: boolean;
  /** What the card above has said what to do about already. */
  said: ListingView['status']['code'];
}

/** Every condition of earning, in order, each with what was found and what to do. */
export function Checklist({ listingId, isTakenOff, said }: ChecklistProps) {
  const { console: texts } = useTexts('earn');
  const list = useQuery(
    trpc.console.checklist.queryOptions(
      { listingId },
      { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Section title={texts.checks.title} note={texts.checks.note}>
      {list.error && <ErrorNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Skeleton height={320} />}
      {list.data && (
        <Card>
          <ol className="checklist">
            {list.data.checks.map((check, at, checks) => (
              <CheckLine
                key={check.step}
                check={check}
                isTakenOff={isTakenOff}
                isSaid={check.code === said}
                isAlsoUnknown={checks[at - 1]?.state === 'unknown'}
              />
            ))}
          </ol>
        </Card>
      )}
    </Section>
  );
}

const ICONS: Record<EarningCheck['state'], IconName> = {
  done: 'check',
  failed: 'close',
  warned: 'warn',
  unknown: 'clock',
};

interface CheckLineProps {
  check: EarningCheck;
  isTakenOff: boolean;
  isSaid: boolean;
  /** The line above says already why nothing can be said. */
  isAlsoUnknown: boolean;
}

function CheckLine({ check, isTakenOff, isSaid, isAlsoUnknown }: CheckLineProps) {
  const { console: texts, takenOff } = useTexts('earn');
  const language = useLanguage();
  const { fact, fault, ...words } = useCheckWords(check);
  const { title, about } = isTakenOff && check.code === 'paused' ? takenOff : words;
  const { untilMs } = check.evidence;
  return (
    <li className={`todo todo--${toneOf(check)}`}>
      <span className="todo__mark">
        <Icon name={ICONS[check.state]} size={16} />
      </span>
      <div className="grow">
        <div className="line line--wrap line--spread" style={{ '--gap': '2px 10px' }}>
          <span className={check.state === 'unknown' ? 'muted' : 'strong'}>{title}</span>
          <span className="muted tiny">
            {typeof untilMs === 'number'
              ? texts.checks.until(moment(untilMs, language))
              : check.sinceMs !== null && <Since atMs={check.sinceMs} />}
          </span>
        </div>
        {fact && !(isAlsoUnknown && fact === texts.checks.unknown) && <div className="muted small">{fact}</div>}
        {fault && (
          <div className="muted small">
            <FaultWords fault={{ code: fault }} />
          </div>
        )}
        {about && !isSaid && <div className="small">{about}</div>}
      </div>
    </li>
  );
}

function toneOf({ state, code }: EarningCheck): string {
  if (state === 'done') return 'good';
  if (state === 'unknown') return 'plain';
  if (state === 'warned') return 'warn';
  return STATUS_TONES[STATUS_CODES.find((each) => each === code) ?? 'node_offline'];
}

const STATUS_CODES = Object.keys(STATUS_TONES).filter(
  (code): code is keyof typeof STATUS_TONES => code in STATUS_TONES,
);
