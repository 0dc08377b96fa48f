import { checkText } from '@spindle/shared/attestation';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { auditKept } from '../../../lib/evidence/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { Card, CopyButton, ErrorNotice, Fold, Icon, Row, Skeleton } from '../../../ui/index.ts';
import { MeasuredRows } from '../images/measured-rows.tsx';
import { findLeaf } from './find-leaf.ts';

/** The bundle that the market keeps, checked once more on this admin's own device: each check, what is measured, which leaf. */
export function KeptEvidence({ hash }: { hash: string }) {
  const { board: texts, states } = useTexts('images');
  const audit = useQuery({
    queryKey: ['kept-evidence', hash],
    queryFn: () => auditKept(hash),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const list = useQuery(trpc.images.view.queryOptions());
  if (audit.error) return <ErrorNotice error={audit.error} onRetry={() => audit.refetch()} />;
  if (!audit.data || list.isPending) return <Skeleton height={180} />;
  const { lines, machine } = audit.data;
  const { platform = null, ...measured } = machine?.measurements ?? {};
  const image = machine && findLeaf(machine.measurements, list.data?.images ?? []);
  return (
    <>
      <Card isFlush>
        <Row title={texts.platform} end={platform ? texts.platforms[platform] : texts.unproven} />
        <Row
          title={texts.image}
          detail={image ? <span className="mono tiny">{shortened(image.leafHash, 16, 8)}</span> : undefined}
          end={image ? `${image.name}: ${states[image.state]}` : texts.noLeaf}
        />
        <Row
          title={texts.hash}
          detail={<span className="mono tiny">{shortened(hash, 16, 8)}</span>}
          end={<CopyButton text={hash} isIcon />}
        />
      </Card>
      {machine && (
        <Fold title={texts.measured} about={texts.measuredAbout}>
          <MeasuredRows rows={Object.entries(measured).filter(([, value]) => value !== '')} />
        </Fold>
      )}
      <Fold title={texts.checks(lines.length)} about={texts.checksAbout} isOpen={!audit.data.ok}>
        <CheckRows lines={lines} />
      </Fold>
      <p className="muted tiny">{texts.command}</p>
    </>
  );
}

function CheckRows({ lines }: Pick<Awaited<ReturnType<typeof auditKept>>, 'lines'>) {
  const language = useLanguage();
  return (
    <div>
      {lines.map(({ check, ok, code }, at) => (
        <Row
          key={`${check} ${String(at)}`}
          title={checkText(check, language)}
          detail={code && <span className="mono tiny">{code}</span>}
          end={<Icon name={ok === false ? 'close' : ok ? 'check' : 'info'} size={17} />}
        />
      ))}
    </div>
  );
}
