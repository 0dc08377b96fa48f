import { useTexts } from '../../../i18n/index.ts';
import { EmptyState, MainAction, Notice } from '../../../ui/index.ts';

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

export function RefusedNotice() {
  const texts = useTexts('pair');
  return (
    <Notice tone="good" icon="check">
      {texts.refused}
    </Notice>
  );
}
