import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { chooseLanguage, loadTexts, useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc, useConfig } from '../../lib/api/index.ts';
import { shortened } from '../../lib/format/index.ts';
import { disconnectWallet } from '../../lib/wallet/index.ts';
import { Button, Card, ErrorNotice, Row, Section, Segmented } from '../../ui/index.ts';
import { InviteRow } from './invite-row.tsx';

const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'ru', label: 'Русский' },
] as const;

/** Who is logged in, with which wallet, in which language. */
export function YouSection() {
  const { you: texts } = useTexts('wallet');
  const language = useLanguage();
  const me = useQuery(trpc.auth.me.queryOptions());
  if (!me.data) return null;
  const { firstName, username, wallet } = me.data;
  return (
    <Section title={texts.title}>
      <Card isFlush>
        <Row
          title={firstName}
          detail={username && `@${username}`}
          end={<span className="muted small">{texts.byTelegram}</span>}
        />
        {wallet && <WalletRow address={wallet.address} />}
        <InviteRow accountId={me.data.accountId} />
        <Row title={texts.disputes} href="/disputes" />
        <Row title={texts.policy} href="/policy" />
        <div className="row">
          <span className="grow">{texts.language}</span>
          <Segmented
            label={texts.language}
            value={language}
            options={LANGUAGES}
            onChange={async (next) => {
              await Promise.all([loadTexts(next, 'core'), loadTexts(next, 'wallet')]);
              chooseLanguage(next);
            }}
          />
        </div>
      </Card>
    </Section>
  );
}

function WalletRow({ address }: { address: string }) {
  const { you: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const queries = useQueryClient();
  const disconnect = useMutation({
    mutationFn: async () => (config ? disconnectWallet(config, language) : null),
    onSuccess: async (me) => {
      if (me) queries.setQueryData(trpc.auth.me.queryKey(), me);
      await queries.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
    },
  });
  return (
    <>
      <Row
        title={texts.wallet}
        detail={<span className="mono tiny">{shortened(address, 10, 6)}</span>}
        end={
          <Button size="small" isBusy={disconnect.isPending} onClick={() => disconnect.mutate()}>
            {texts.disconnect}
          </Button>
        }
      />
      {disconnect.error && <ErrorNotice error={disconnect.error} />}
    </>
  );
}
