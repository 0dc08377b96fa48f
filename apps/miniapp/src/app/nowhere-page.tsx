import { useLocation } from 'wouter';
import { useTexts } from '../i18n/index.ts';
import { Button, EmptyState } from '../ui/index.ts';

/** An address that leads nowhere. */
export default function NowherePage() {
  const { nowhere } = useTexts('welcome');
  const [, navigate] = useLocation();
  return (
    <main className="page">
      <EmptyState
        icon="search"
        title={nowhere.title}
        action={
          <Button look="primary" onClick={() => navigate('/')}>
            {nowhere.action}
          </Button>
        }
      >
        {nowhere.about}
      </EmptyState>
    </main>
  );
}
