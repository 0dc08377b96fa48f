import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { EarningsAccount, EarningsOverview } from '../../../lib/api/index.ts';
import { moment, shortened } from '../../../lib/format/index.ts';
import { Badge, CopyButton, Row, type Tone } from '../../../ui/index.ts';

const TONES: Record<EarningsAccount['state'], Tone> = {
  expected: 'plain',
  open: 'good',
  closing: 'bad',
  closed: 'plain',
};

/** The contracts that pay the provider, so that anyone can look them up. */
export function AccountRows({ money }: { money: EarningsOverview }) {
  return money.accounts.map((account) => <AccountRow key={account.address} account={account} />);
}

function AccountRow({ account }: { account: EarningsAccount }) {
  const { money: texts } = useTexts('earn');
  const language = useLanguage();
  const { state, closeAtMs, isBeingFunded } = account;
  return (
    <Row
      title={
        <>
          {account.isCurrent ? texts.account : texts.accountOlder}{' '}
          <Badge tone={TONES[state]}>{texts.accountStates[state]}</Badge>
        </>
      }
      detail={
        <>
          <span className="mono tiny">{shortened(account.address, 12, 8)}</span>
          <div className="tiny">
            {texts.paysTo} <span className="mono">{shortened(account.payee, 8, 6)}</span>
          </div>
          {isBeingFunded && <div className="tiny">{texts.accountFunding}</div>}
          {state === 'closing' && closeAtMs !== null && (
            <div className="tiny warn">{texts.accountClosing(moment(closeAtMs, language))}</div>
          )}
        </>
      }
      end={<CopyButton text={account.address} isIcon />}
    />
  );
}
