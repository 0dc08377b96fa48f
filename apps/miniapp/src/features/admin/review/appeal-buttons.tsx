import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { AppealView } from '../../../lib/api/index.ts';
import { Button } from '../../../ui/index.ts';
import { AppealDecision } from './appeal-decision.tsx';

/** The two answers to an appeal that waits. */
export function AppealButtons({ appeal }: { appeal: AppealView }) {
  const { queue: texts } = useTexts('admin');
  const [decision, setDecision] = useState<'grant' | 'refuse' | null>(null);
  if (appeal.state !== 'open') return null;
  return (
    <>
      <div className="decide">
        <Button look="danger" onClick={() => setDecision('refuse')}>
          {texts.refuse}
        </Button>
        <Button look="primary" icon="check" onClick={() => setDecision('grant')}>
          {texts.grant}
        </Button>
      </div>
      {decision && <AppealDecision appeal={appeal} decision={decision} onClose={() => setDecision(null)} />}
    </>
  );
}
