import { useTexts } from '../../../i18n/index.ts';
import { Button, EmptyState, MainAction, Notice } from '../../../ui/index.ts';

export function JoinedNotice({ onGo }: { onGo: () => void }) {
  const texts = useTexts('pair');
  return (
    <>
      <EmptyState icon="check" title={texts.joined}>
        {texts.joinedAbout}
      </EmptyState>
      <MainAction label={texts.toListing} onPress={onGo} />
    </>
  );
}

/** Its code is over: by the person's own word, or by the clock. */
export function CodeOver({ why, onAgain }: { why: 'refused' | 'expired'; onAgain: () => void }) {
  const texts = useTexts('pair');
  return (
    <>
      {why === 'refused' ? (
        <Notice tone="good" icon="check">
          {texts.refused}
        </Notice>
      ) : (
        <Notice tone="warn" icon="clock">
          {texts.expired}
        </Notice>
      )}
      <Button look="soft" onClick={onAgain}>
        {texts.again}
      </Button>
    </>
  );
}
