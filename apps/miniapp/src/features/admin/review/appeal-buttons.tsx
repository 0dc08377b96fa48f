import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { AdminAppeal } from '../../../lib/api/index.ts';
import { Button } from '../../../ui/index.ts';
import { OthersDecide } from '../who-decides.tsx';
import { AppealDecision } from './appeal-decision.tsx';

/** The two answers to an appeal that waits, for an admin who may give them. */
export function AppealButtons({ appeal }: { appeal: AdminAppeal }) {
  const { queue: texts } = useTexts('admin');
  const [decision, setDecision] = useState<'grant' | 'refuse' | null>(null);
  if (appeal.state !== 'open') return null;
  const { barred, others } = appeal.whoDecides;
  if (barred) return <OthersDecide barred={barred} others={others} />;
  return (
    <>
      <div className="decide">
        <Button look="danger" onClick={() => setDecision('refuse')}>
          {texts.refuse}
        </Button>
        <Button look="primary" onClick={() => setDecision('grant')}>
          {texts.grant}
        </Button>
      </div>
      {decision && <AppealDecision appeal={appeal} decision={decision} onClose={() => setDecision(null)} />}
    </>
  );
}
