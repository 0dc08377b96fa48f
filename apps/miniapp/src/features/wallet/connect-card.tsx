import { useTexts } from '../../i18n/index.ts';
import { useConfig } from '../../lib/api/index.ts';
import { useConnectWallet } from '../../lib/wallet/index.ts';
import { Button, Card, ErrorNotice, Icon, type IconName } from '../../ui/index.ts';

const POINTS: { icon: IconName; name: 'proof' | 'escrow' | 'leave' }[] = [
  { icon: 'verified', name: 'proof' },
  { icon: 'seal', name: 'escrow' },
  { icon: 'arrowOut', name: 'leave' },
];

/** Before there is a wallet: what connecting does, and what it does not. */
export function ConnectCard() {
  const { connect: texts } = useTexts('wallet');
  const { config } = useConfig();
  const connect = useConnectWallet();
  return (
    <Card>
      <div className="stack" style={{ '--gap': '16px' }}>
        <div>
          <h2>{texts.title}</h2>
          <p className="muted">{texts.lead}</p>
        </div>
        <ul className="stack">
          {POINTS.map(({ icon, name }) => (
            <li key={name} className="line" style={{ '--gap': '12px', alignItems: 'flex-start' }}>
              <span className="point">
                <Icon name={icon} size={18} />
              </span>
              <span className="small grow">{texts.points[name]}</span>
            </li>
          ))}
        </ul>
        {connect.error && <ErrorNotice error={connect.error} />}
        <Button
          look="primary"
          isWide
          icon="wallet"
          disabled={!config}
          isBusy={connect.isPending}
          onClick={() => connect.mutate()}
        >
          {texts.button}
        </Button>
        {connect.isPending && <p className="muted small center">{texts.waiting}</p>}
      </div>
    </Card>
  );
}
