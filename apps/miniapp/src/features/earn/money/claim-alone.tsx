import { useMutation } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type EarningsAccount, type EarningsOverview, faultOf, useConfig } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { claimAlone, useConnectWallet } from '../../../lib/wallet/index.ts';
import { Button, ErrorNotice, Notice, Since } from '../../../ui/index.ts';

/** Taking what is promised and funded with one's own wallet, whether the market answers or not. */
export function ClaimAlone({ money }: { money: EarningsOverview }) {
  const claimable = money.accounts.filter(({ claimableNano }) => claimableNano > 0n);
  return claimable.map((account) => <ClaimOne key={account.address} account={account} />);
}

function ClaimOne({ account }: { account: EarningsAccount }) {
  const { money: texts } = useTexts('earn');
  const language = useLanguage();
  const { config } = useConfig();
  const claim = useMutation({
    mutationFn: async () => {
      const claimedNano = account.claimedNano;
      if (config) await claimAlone({ account, config, language });
      return { claimedNano, atMs: Date.now() };
    },
  });
  const connect = useConnectWallet(() => claim.reset());
  const isWaiting = claim.data !== undefined && account.claimedNano === claim.data.claimedNano;
  const isOtherWallet = claim.error !== null && faultOf(claim.error).code === 'wallet_not_payee';
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      {isWaiting ? (
        <Notice icon="clock" title={texts.aloneSent}>
          {texts.aloneSentAbout} <Since atMs={claim.data.atMs} />
        </Notice>
      ) : (
        <Button isWide icon="arrowOut" disabled={!config} isBusy={claim.isPending} onClick={() => claim.mutate()}>
          {texts.alone}
        </Button>
      )}
      {claim.error && (
        <ErrorNotice
          error={claim.error}
          actions={
            isOtherWallet && (
              <Button
                size="small"
                look="primary"
                icon="wallet"
                isBusy={connect.isPending}
                onClick={() => connect.mutate()}
              >
                {texts.connect}
              </Button>
            )
          }
        />
      )}
      {connect.error && <ErrorNotice error={connect.error} />}
      <p className="muted tiny">{texts.aloneAbout(coins(account.claimableNano, language))}</p>
    </div>
  );
}
