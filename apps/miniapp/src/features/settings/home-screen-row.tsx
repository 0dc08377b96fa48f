import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { addToHomeScreen, homeScreenStatus } from '../../lib/telegram/index.ts';
import { Button, Row } from '../../ui/index.ts';

/** Our icon among the phone's own; nothing where the phone or the client can't (Bot API 8.0). */
export function HomeScreenRow() {
  const { client: texts } = useTexts('settings');
  const status = useQuery({ queryKey: ['home-screen'], queryFn: homeScreenStatus, retry: false });
  if (!status.data || status.data === 'unsupported') return null;
  const isAdded = status.data === 'added';
  const add = () => {
    addToHomeScreen();
    void status.refetch();
  };
  return (
    <Row
      title={texts.home}
      detail={isAdded ? texts.homeAdded : texts.homeAbout}
      end={
        !isAdded && (
          <Button size="small" onClick={add}>
            {texts.homeButton}
          </Button>
        )
      }
    />
  );
}
