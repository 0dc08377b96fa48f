import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { DisputeView } from '../../lib/api/index.ts';
import { coins, shortened, waited } from '../../lib/format/index.ts';
import { Badge, Card, CopyButton, Notice, Row, Since, useNow } from '../../ui/index.ts';
import { STATE_TONES } from './dispute-codes.ts';
import './disputes.css';

interface DisputeCardProps {
  dispute: DisputeView;
  /** Of the refund, what came out of the provider's earnings; not told to buyers. */
  fromProviderNano?: bigint;
  /** Whoever came by its link sees it first. */
  isWanted?: boolean;
  children?: ReactNode;
}

const showFirst = (card: HTMLElement | null) => card?.scrollIntoView({ block: 'start' });

/** One dispute: its state since when, what comes next, and what each side said. */
export function DisputeCard({ dispute, fromProviderNano = 0n, isWanted = false, children }: DisputeCardProps) {
  const texts = useTexts('disputes');
  const language = useLanguage();
  const { state, kind, jobId, listing, code, costNano, refundNano } = dispute;
  return (
    <article aria-label={texts.codes[code]} ref={isWanted ? showFirst : null}>
      <Card>
        <div className="stack" style={{ '--gap': '12px' }}>
          <div className="line line--spread">
            <span className="strong">{texts.codes[code]}</span>
            <Badge tone={STATE_TONES[state]}>{texts.states[state]}</Badge>
          </div>
          <span className="muted small">
            {listing?.title ?? texts.about[kind]} · <Since atMs={dispute.sinceMs} />
          </span>
          <NextStep dispute={dispute} />
          <Words title={texts.yourWords} text={dispute.words} />
          <Words title={texts.answer} text={dispute.answer} />
          <Words title={texts.reason} text={dispute.reason} />
          {jobId && (
            <div className="dispute-rows">
              <Row
                title={texts.job}
                detail={<span className="mono tiny">{shortened(jobId, 8, 6)}</span>}
                end={<CopyButton text={jobId} isIcon />}
              />
              {costNano !== null && <Row title={texts.cost} end={coins(costNano, language)} />}
              {refundNano > 0n && <Row title={texts.refund} end={coins(refundNano, language)} />}
              {fromProviderNano > 0n && <Row title={texts.fromYou} end={coins(fromProviderNano, language)} />}
            </div>
          )}
          {refundNano > 0n && <p className="muted small">{texts.refundAbout}</p>}
          {children}
        </div>
      </Card>
    </article>
  );
}

function NextStep({ dispute: { nextStep, dueMs } }: { dispute: DisputeView }) {
  const { steps } = useTexts('disputes');
  const language = useLanguage();
  const leftMs = (dueMs ?? 0) - useNow();
  // A number and its unit stay on one line.
  const left = waited(leftMs, language).replaceAll(' ', '\u00a0');
  if (nextStep === 'none') return <p className="muted small">{steps.none}</p>;
  return <p className="small">{leftMs > 0 ? steps[nextStep](left) : steps.late}</p>;
}

function Words({ title, text }: { title: string; text: string | null }) {
  return text === null ? null : <Notice title={title}>{text}</Notice>;
}
