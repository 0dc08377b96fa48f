import { useIsFetching } from '@tanstack/react-query';
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

/**
 * What went wrong in the words of the shared table, and a way to try again. It stands there until there is an answer, and says
 * meanwhile when the question is being asked again.
 */
export function ErrorNotice({ error, onRetry, actions }: ErrorNoticeProps) {
  const { faults } = useTexts('core');
  const isAsked = useIsFetching({ predicate: ({ state }) => error !== null && state.error === error }) > 0;
  return (
    <Notice
      tone="bad"
      icon="warn"
      isBusy={isAsked}
      actions={
        (actions || onRetry) && (
          <>
            {actions}
            {onRetry && (
              <Button size="small" icon="retry" onClick={onRetry}>
                {faults.retry}
              </Button>
            )}
            {/* Not read aloud: an alert would be read as a whole each time. */}
            {isAsked && onRetry && (
              <span className="muted" aria-hidden>
                {faults.asking}
              </span>
            )}
          </>
        )
      }
    >
      <FaultWords fault={faultOf(error)} />
    </Notice>
  );
}
