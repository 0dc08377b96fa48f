import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { coins } from '../../../lib/format/index.ts';
import type { LeaveAmounts } from '../../../lib/wallet/index.ts';
import { Row } from '../../../ui/index.ts';

/** What the market may still take, and what more a signature would let it take. */
export function OwedRow({ owedNano, signedNano }: Pick<LeaveAmounts, 'owedNano' | 'signedNano'>) {
  const { leave: texts } = useTexts('wallet');
  const language = useLanguage();
  return (
    <>
      <Row title={texts.owed} detail={coins(owedNano, language)} />
      <p className="row muted small">
        {texts.owedAbout} {signedNano > owedNano && texts.signed(coins(signedNano, language))}
      </p>
    </>
  );
}
