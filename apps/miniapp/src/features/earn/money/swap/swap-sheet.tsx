import { useTexts } from '../../../../i18n/index.ts';
import { useConnectWallet } from '../../../../lib/wallet/index.ts';
import { Button, ErrorNotice, FaultWords, Notice, Sheet } from '../../../../ui/index.ts';
import { useSentSwap } from './sent-swap.ts';
import { SwapForm } from './swap-form.tsx';
import { SwapSent } from './swap-sent.tsx';
import { useOwnWallet } from './use-own-wallet.ts';

interface SwapSheetProps {
  symbol: string;
  leastNano: bigint;
  onClose: () => void;
}

/** Changing coins that were paid, in the provider's own hand. */
export default function SwapSheet({ symbol, leastNano, onClose }: SwapSheetProps) {
  const { swap: texts } = useTexts('earn');
  const wallet = useOwnWallet();
  const sent = useSentSwap(wallet);
  return (
    <Sheet title={texts.title(symbol)} onClose={onClose}>
      {!wallet && <NoWallet />}
      {sent && <SwapSent sent={sent} />}
      {wallet && !sent && <SwapForm symbol={symbol} leastNano={leastNano} wallet={wallet} />}
    </Sheet>
  );
}

function NoWallet() {
  const { money: texts } = useTexts('earn');
  const connect = useConnectWallet();
  return (
    <>
      <Notice icon="wallet">
        <FaultWords fault={{ code: 'wallet_required' }} />
      </Notice>
      {connect.error && <ErrorNotice error={connect.error} />}
      <Button look="primary" isWide icon="wallet" isBusy={connect.isPending} onClick={() => connect.mutate()}>
        {texts.connect}
      </Button>
    </>
  );
}
