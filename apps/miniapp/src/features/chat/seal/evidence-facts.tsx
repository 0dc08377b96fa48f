import type { CheckedEvidence } from '@spindle/sealed/confidential';
import type { Candidate } from '@spindle/shared';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { lookAtEvidence, lookLive } from '../../../lib/evidence/index.ts';
import { moment, shortened } from '../../../lib/format/index.ts';
import { Button, Card, ErrorNotice, Fold, Row, Skeleton } from '../../../ui/index.ts';
import { CheckLines } from '../../receipt/check-lines.tsx';

interface EvidenceFactsProps {
  candidate: Candidate;
  before: CheckedEvidence | null;
}

/** What this device found out about a confidential machine, line by line; and the way to ask it once more, now. */
export default function EvidenceFacts({ candidate, before }: EvidenceFactsProps) {
  const { seal } = useTexts('chat');
  const known = useQuery({
    queryKey: ['evidence', candidate.manifest],
    queryFn: () => before ?? lookAtEvidence(candidate),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const live = useMutation({ mutationFn: () => lookLive(candidate) });
  const shown = live.data ?? known.data;
  if (known.error) return <ErrorNotice error={known.error} onRetry={() => known.refetch()} />;
  if (!shown) return <Skeleton height={220} />;
  return (
    <>
      <EvidenceRows evidence={shown} revision={candidate.terms.revision} />
      <Fold title={seal.allChecks(shown.lines.length)} about={seal.allChecksAbout} isOpen={!shown.ok}>
        <CheckLines verdict={shown} />
      </Fold>
      {live.error && <ErrorNotice error={live.error} />}
      <Button look="soft" icon={live.data?.ok ? 'check' : 'seal'} isBusy={live.isPending} onClick={() => live.mutate()}>
        {live.data ? seal.liveAgain : seal.live}
      </Button>
      <p className="muted tiny">{seal.liveAbout}</p>
    </>
  );
}

function EvidenceRows({ evidence, revision }: { evidence: CheckedEvidence; revision: string }) {
  const { seal } = useTexts('chat');
  const language = useLanguage();
  const { platform, image, freshness, checkedAtMs, expiresAtMs, keyId } = evidence;
  const list = evidence.listBy ? seal.listBy[evidence.listBy](evidence.listVersion) : seal.listBy.none;
  const machine = platform ? seal.platforms[platform] : seal.unknown;
  return (
    <Card isFlush>
      <Row title={seal.machine} end={machine} detail={image?.gpu === 'HOPPER' ? seal.gpu : undefined} />
      <Row
        title={seal.image}
        end={image ? `${image.image.name} ${image.image.version}` : seal.unknown}
        detail={image && <span className="mono tiny">{shortened(image.image.digest, 14, 6)}</span>}
      />
      <Row title={seal.revision} end={<span className="mono small">{revision}</span>} />
      <Row title={seal.checked} end={moment(checkedAtMs, language)} detail={seal.freshness[freshness]} />
      <Row title={seal.list} detail={list} />
      <Row title={seal.until} end={moment(expiresAtMs, language)} />
      <Row title={seal.keys} end={<span className="mono small">{keyId.slice(0, 16)}</span>} />
    </Card>
  );
}
