import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { faultOf } from '../../lib/api/index.ts';
import { Button } from '../basics/button.tsx';
import { FaultWords } from './fault-words.tsx';
import { Notice } from './notice.tsx';

interface ErrorNoticeProps {
  error: unknown;
  onRetry?: () => void;
  actions?: ReactNode;
}

/** What went wrong in the words of the shared table, and a way to try again. */
export function ErrorNotice({ error, onRetry, actions }: ErrorNoticeProps) {
  const { faults } = useTexts('core');
  return (
    <Notice
      tone="bad"
      icon="warn"
      actions={
        (actions || onRetry) && (
          <>
            {actions}
            {onRetry && (
              <Button size="small" icon="retry" onClick={onRetry}>
                {faults.retry}
              </Button>
            )}
          </>
        )
      }
    >
      <FaultWords fault={faultOf(error)} />
    </Notice>
  );
}
