import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Card, EmptyState, ErrorNotice, Section, Skeleton } from '../../../ui/index.ts';
import { JudgedNodeItem } from './judged-node-item.tsx';
import { ModelReferences } from './model-references.tsx';

/** How far the references are, whom canaries found out, and what an admin can do about it. */
export default function CanarySection() {
  const { desk: texts } = useTexts('proof');
  const overview = useQuery(trpc.canaries.overview.queryOptions(undefined, { refetchInterval: 15_000 }));
  const cache = useQueryClient();
  const keep = {
    onSuccess: (data: NonNullable<typeof overview.data>) => cache.setQueryData(trpc.canaries.overview.queryKey(), data),
  };
  const trust = useMutation(trpc.canaries.trust.mutationOptions(keep));
  const clear = useMutation(trpc.canaries.clear.mutationOptions(keep));
  const retire = useMutation(trpc.canaries.retire.mutationOptions(keep));
  const askNow = useMutation(trpc.canaries.askNow.mutationOptions(keep));
  const failed = [trust, clear, retire, askNow].find(({ error }) => error)?.error;
  const isBusy = [trust, clear, retire, askNow].some(({ isPending }) => isPending);
  const { data } = overview;
  return (
    <>
      {overview.error && <ErrorNotice error={overview.error} onRetry={() => overview.refetch()} />}
      {failed && <ErrorNotice error={failed} />}
      {overview.isPending && <Skeleton height={300} />}
      {data && data.nodes.length === 0 && (
        <Card>
          <EmptyState icon="seal" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {data && data.models.length > 0 && (
        <Section title={texts.references} note={texts.referencesNote}>
          {data.models.map((model) => (
            <ModelReferences
              key={model.modelId}
              model={model}
              isBusy={isBusy}
              onRetire={() => retire.mutate({ modelId: model.modelId })}
            />
          ))}
        </Section>
      )}
      {data && data.nodes.length > 0 && (
        <Section title={texts.machines}>
          {data.nodes.map((node) => (
            <JudgedNodeItem
              key={node.nodeId}
              node={node}
              isBusy={isBusy}
              onAsk={() => askNow.mutate({ nodeId: node.nodeId })}
              onTrust={() => trust.mutate({ listingId: node.listingId, isTrusted: !node.isTrusted })}
              onClear={(reason) => clear.mutate({ nodeId: node.nodeId, reason })}
            />
          ))}
        </Section>
      )}
    </>
  );
}
