import { useTexts } from '../../../../i18n/index.ts';
import { faultOf } from '../../../../lib/api/index.ts';
import { ErrorNotice, Notice } from '../../../../ui/index.ts';

interface ChangeNoticesProps {
  isOld: boolean;
  bringsNothing: boolean;
  change: { isPending: boolean; error: unknown };
}

/** Why the coins can't be changed now, or what the wallet makes of it. */
export function ChangeNotices({ isOld, bringsNothing, change }: ChangeNoticesProps) {
  const { swap: texts } = useTexts('earn');
  if (change.isPending) {
    return (
      <Notice icon="wallet" title={texts.waiting}>
        {texts.waitingAbout}
      </Notice>
    );
  }
  const mayBeSent = change.error !== null && faultOf(change.error).code === 'wallet_silent';
  return (
    <>
      {bringsNothing && <Notice tone="warn">{texts.nothing}</Notice>}
      {isOld && <Notice icon="clock">{texts.old}</Notice>}
      {change.error !== null && <ErrorNotice error={change.error} />}
      {mayBeSent && (
        <Notice tone="warn" icon="warn">
          {texts.silent}
        </Notice>
      )}
    </>
  );
}
