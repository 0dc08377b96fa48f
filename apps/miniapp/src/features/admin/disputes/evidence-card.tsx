import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AnswerEvidence } from '../../../lib/api/index.ts';
import { coins, duration, measured, whole } from '../../../lib/format/index.ts';
import { Card, CopyButton, FaultWords, Row } from '../../../ui/index.ts';
import { CanaryRow } from './canary-row.tsx';
import { JourneyRows } from './journey-rows.tsx';

/** What the market knows of the answer by itself: numbers, codes, and a signature that anybody can check. */
export function EvidenceCard({ evidence }: { evidence: AnswerEvidence }) {
  const { admin: texts, cost } = useTexts('disputes');
  const build = useTexts('build');
  const language = useLanguage();
  const ends: Record<string, string> = build.usage.ends;
  const codes: Record<string, string> = build.journey.codes;
  const { tokens, node, ofListing, receipt, termsJson, bytes, errorCode } = evidence;
  const speed = (value: number | null | undefined) => (value == null ? '–' : measured(value, language));
  const count = (value: number) => whole(value, language);
  return (
    <>
      <Card isFlush>
        <Row
          title={texts.receipt}
          detail={checkWords(evidence.receiptCheck, texts)}
          end={receipt && <CopyButton text={JSON.stringify({ receipt, terms: termsJson })} label={texts.copy} isIcon />}
        />
        <Row title={cost} end={coins(evidence.costNano, language)} />
        <Row title={texts.billed} end={evidence.billedNano === null ? '–' : coins(evidence.billedNano, language)} />
        <Row title={texts.tokens} end={[tokens.input, tokens.cached, tokens.output].map(count).join(' / ')} />
        <Row
          title={texts.bytes}
          detail={texts.bytesAbout}
          end={bytes === null ? '–' : texts.bytesFor(count(bytes), perToken(bytes, tokens.output, count))}
        />
        <Row
          title={texts.end}
          detail={
            errorCode !== 'buyer_left' && errorCode && (codes[errorCode] ?? <FaultWords fault={{ code: errorCode }} />)
          }
          end={ends[evidence.end] ?? evidence.end}
        />
        <Row
          title={texts.times}
          end={`${evidence.firstTokenMs === null ? '–' : duration(evidence.firstTokenMs, language)} / ${duration(evidence.totalMs, language)}`}
        />
        <Row title={texts.speed} end={`${speed(evidence.tokensPerSecond)} / ${speed(node?.tokensPerSecond)}`} />
        <JourneyRows journey={evidence.journey} />
        {evidence.canaries && <CanaryRow canaries={evidence.canaries} />}
        <Row title={texts.record} end={node ? count(node.answers) : '–'} />
      </Card>
      <p className="muted tiny">{texts.ofListing(ofListing.requests, ofListing.disputes, ofListing.refunded)}</p>
    </>
  );
}

const perToken = (bytes: number, tokens: number, count: (value: number) => string): string =>
  tokens === 0 ? '–' : count(Math.round(bytes / tokens));

interface CheckTexts {
  receiptFits: string;
  receiptNone: string;
  receiptWrong: (field: string) => string;
}

function checkWords(check: AnswerEvidence['receiptCheck'], texts: CheckTexts): string {
  if (check === 'fits') return texts.receiptFits;
  return check === 'none' ? texts.receiptNone : texts.receiptWrong(check.field);
}
