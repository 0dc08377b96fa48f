import { useLanguage, useTexts } from '../../i18n/index.ts';
import { useCanBuy, useConfig, type WalletOverview } from '../../lib/api/index.ts';
import { coins } from '../../lib/format/index.ts';
import { allowableNano, allowedNano } from '../../lib/wallet/index.ts';
import { Amount, Button, Card, type Part, StackedBar } from '../../ui/index.ts';

interface BalanceCardProps {
  overview: WalletOverview;
  onDeposit: () => void;
  onRules: () => void;
}

/** What can be spent now, and how the deposit is divided. */
export function BalanceCard({ overview: { balances, channel, spending }, onDeposit, onRules }: BalanceCardProps) {
  const { balance: texts, spending: rules } = useTexts('wallet');
  const language = useLanguage();
  const { rate } = useConfig();
  const canBuy = useCanBuy();
  const names = spending.isStrict ? { ...texts, unsigned: rules.strict.unsigned } : texts;
  const hasDeposit = balances.depositedNano > 0n;
  return (
    <div className="stack">
      <div className="balance">
        <div className="balance__name">{spending.isStrict ? rules.strict.spendable : texts.spendable}</div>
        <Amount
          nano={spending.isStrict ? balances.signableNano : balances.spendableNano}
          microUsdPerCoin={rate}
          size="large"
        />
        <div className="balance__actions">
          {canBuy && (
            <Button look="primary" icon="plus" onClick={onDeposit}>
              {texts.deposit}
            </Button>
          )}
          {hasDeposit && channel?.state === 'open' && (
            <Button look="primary" onClick={onRules}>
              {rules.button}
            </Button>
          )}
        </div>
      </div>
      {hasDeposit && channel?.state !== 'closing' && (
        <Card>
          <div className="stack" style={{ '--gap': '14px' }}>
            <div className="line line--spread">
              <h3>{texts.ofDeposit}</h3>
              <span className="strong">{coins(balances.depositedNano, language)}</span>
            </div>
            <StackedBar label={texts.ofDeposit} parts={partsOf(balances, names, (amount) => coins(amount, language))} />
            <p className="muted tiny">{spending.isStrict ? rules.strict.note : texts.spendableNote}</p>
          </div>
        </Card>
      )}
    </div>
  );
}

function partsOf(
  balances: WalletOverview['balances'],
  texts: { spent: string; held: string; free: string; unsigned: string },
  text: (amount: bigint) => string,
): Part[] {
  const free = allowedNano(balances) < allowableNano(balances) ? allowedNano(balances) : allowableNano(balances);
  const parts = [
    { name: texts.free, amount: free, color: 'var(--good)' },
    { name: texts.held, amount: balances.heldNano, color: 'var(--warn)' },
    { name: texts.spent, amount: balances.spentNano, color: 'var(--muted)' },
    { name: texts.unsigned, amount: allowableNano(balances) - free, color: 'var(--link)' },
  ];
  return parts.map((part) => ({ ...part, text: text(part.amount) }));
}
