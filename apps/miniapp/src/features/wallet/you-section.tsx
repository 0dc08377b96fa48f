import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc, useConfig } from '../../lib/api/index.ts';
import { friendlyAddress, shortened } from '../../lib/format/index.ts';
import { disconnectWallet } from '../../lib/wallet/index.ts';
import { Button, Card, ErrorNotice, Row, Section } from '../../ui/index.ts';
import { InviteRow } from './invite-row.tsx';

/** Who is logged in, with which wallet, and the way to their settings. */
export function YouSection() {
  const { you: texts } = useTexts('wallet');
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
        <Row title={texts.settings} detail={texts.settingsAbout} href="/settings" />
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
        detail={
          <span className="mono tiny">{config && shortened(friendlyAddress(address, config.networkId), 10, 6)}</span>
        }
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
