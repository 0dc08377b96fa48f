import type { ReceiptVerdict } from '@spindle/sealed/audit-receipt';
import { TermsSchema, termsCostNano } from '@spindle/shared';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coins, moment, shortened, whole } from '../../lib/format/index.ts';
import { Card, Notice, Row, Section, TierBadge } from '../../ui/index.ts';
import { WhatWasSaid } from './what-was-said.tsx';

interface ProvenFactsProps {
  verdict: ReceiptVerdict;
  /** What the link held. */
  file: unknown;
}

/** What the receipt says, once it is proven to be the machine's; and what that does not prove. */
export function ProvenFacts({ verdict, file }: ProvenFactsProps) {
  const texts = useTexts('seal').receipt;
  const language = useLanguage();
  const { receipt, manifest } = verdict;
  if (!verdict.ok || !receipt || !manifest) return <Notice tone="warn">{texts.dontBelieve}</Notice>;
  const terms = termsOf(file);
  const { input, cached, output } = receipt.tokens;
  // An enclave that the manifest only names proves nothing.
  const isByEvidence = verdict.lines.some(({ check, ok }) => check === 'manifest' && ok === true);
  return (
    <>
      <Section title={texts.says}>
        <Card isFlush>
          {terms && <Row title={texts.model} end={<span className="small">{terms.model}</span>} />}
          {terms && <Row title={texts.tier} end={<TierBadge tier={terms.tier} />} />}
          {terms && <Row title={texts.cost} end={coins(termsCostNano(terms, receipt.tokens), language)} />}
          <Row
            title={texts.tokens}
            end={texts.tokensOf(whole(input, language), whole(cached, language), whole(output, language))}
          />
          <Row title={texts.ended} end={moment(receipt.endedAt, language)} detail={texts.ends[receipt.end]} />
          <Row
            title={texts.program}
            end={<span className="small">{manifest.enclave?.image ?? manifest.program}</span>}
          />
          <Row title={texts.machine} end={<span className="mono small">{shortened(receipt.nodeId, 8, 6)}</span>} />
          <Row title={texts.job} end={<span className="mono small">{shortened(receipt.jobId, 8, 6)}</span>} />
        </Card>
      </Section>
      <WhatWasSaid file={file} />
      <Notice icon="info" title={texts.limitsTitle}>
        {isByEvidence ? texts.limitsEnclave : texts.limitsIdentity}
      </Notice>
    </>
  );
}

function termsOf(file: unknown) {
  const parsed = TermsSchema.safeParse(typeof file === 'object' && file && 'terms' in file ? file.terms : null);
  return parsed.success ? parsed.data : null;
}
