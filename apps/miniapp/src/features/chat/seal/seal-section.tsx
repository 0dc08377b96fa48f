import type { CheckedEvidence } from '@spindle/sealed/confidential';
import type { Candidate } from '@spindle/shared';
import { lazy, Suspense } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { Card, Notice, Row, Section, Skeleton } from '../../../ui/index.ts';
import type { Answer } from '../turn.ts';

/** With every check's words, which are many: loaded when a confidential machine's seal is opened. */
const EvidenceFacts = lazy(() => import('./evidence-facts.tsx'));

interface SealSectionProps {
  candidate: Candidate;
  /** What was found before the question was sealed; null of machines without an enclave. */
  evidence: CheckedEvidence | null;
  wishes: SealKindProps;
}

/** What kind of machine could read the question, how this device knows, and what that does not protect against. */
export function SealSection({ candidate, evidence, wishes }: SealSectionProps) {
  const { seal } = useTexts('chat');
  const { terms } = candidate;
  const isConfidential = terms.tier === 'confidential';
  return (
    <Section title={seal.title}>
      {isConfidential && terms.env === 'dev' && (
        <Notice tone="warn" icon="warn" title={seal.testMachineTitle}>
          {seal.testMachine}
        </Notice>
      )}
      <SealKind {...wishes} />
      {isConfidential ? (
        <Suspense fallback={<Skeleton height={220} />}>
          <EvidenceFacts candidate={candidate} before={evidence} />
        </Suspense>
      ) : (
        <Card isFlush>
          <Row title={seal.machine} end={seal.noEnclave} />
          <Row title={seal.revision} end={<span className="mono small">{terms.revision}</span>} />
          <Row title={seal.checked} detail={seal.identityChecked} />
        </Card>
      )}
      <Notice tone={isConfidential ? 'violet' : 'warn'} icon="seal" title={seal.limitsTitle}>
        {isConfidential ? seal.limitsEnclave : seal.limitsOpen}
      </Notice>
    </Section>
  );
}

type SealKindProps = Pick<Answer, 'isPrivate' | 'isPostQuantum'>;

/** By what the question was sealed, and how the answer was sent. */
function SealKind({ isPrivate = false, isPostQuantum = false }: SealKindProps) {
  const { seal, sealChoice } = useTexts('chat');
  return (
    <Card isFlush>
      <Row
        title={seal.sealedBy}
        end={isPostQuantum ? seal.suites.postQuantum : seal.suites.usual}
        detail={isPostQuantum ? seal.postQuantumAbout : undefined}
      />
      {isPrivate && <Row title={sealChoice.isPrivate.title} end={sealChoice.on} detail={seal.privateAbout} />}
    </Card>
  );
}
