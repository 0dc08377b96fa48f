import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { Card, ErrorNotice, Fold, Skeleton } from '../../ui/index.ts';
import { LowBalanceField } from './low-balance-field.tsx';

/** Which kinds a person is told of, and when their balance counts as low. */
export function NoticeSettings() {
  const texts = useTexts('notices');
  const language = useLanguage();
  const queries = useQueryClient();
  const settings = useQuery(trpc.notices.settings.queryOptions({ language }));
  const change = useMutation(
    trpc.notices.change.mutationOptions({
      onSuccess: (now) => {
        haptic.select();
        queries.setQueryData(trpc.notices.settings.queryKey({ language }), now);
      },
    }),
  );
  if (settings.isPending) return <Skeleton height={56} />;
  if (!settings.data) return <ErrorNotice error={settings.error} onRetry={() => settings.refetch()} />;
  const { kinds, lowBalanceNano } = settings.data;
  const mutedNow = kinds.filter(({ isMuted }) => isMuted).map(({ kind }) => kind);
  const toggle = (kind: (typeof kinds)[number]['kind']) => {
    const muted = mutedNow.includes(kind) ? mutedNow.filter((other) => other !== kind) : [...mutedNow, kind];
    change.mutate({ language, muted });
  };
  return (
    <Fold title={texts.settings} about={texts.settingsNote}>
      {change.error && <ErrorNotice error={change.error} />}
      <LowBalanceField
        valueNano={lowBalanceNano}
        isBusy={change.isPending}
        onSave={(nano) => change.mutate({ language, lowBalanceNano: nano })}
      />
      <Card isFlush>
        {kinds.map(({ kind, name, isMuted }) => (
          <button key={kind} type="button" className="row" aria-pressed={!isMuted} onClick={() => toggle(kind)}>
            <span className="grow">{name}</span>
            <span className={isMuted ? 'muted small' : 'good small'}>{isMuted ? texts.muted : texts.told}</span>
          </button>
        ))}
      </Card>
    </Fold>
  );
}
