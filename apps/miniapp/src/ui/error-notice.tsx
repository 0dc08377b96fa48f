import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../i18n/index.ts';
import { faultOf, faultText } from '../lib/api/index.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What went wrong in the words of the shared table, and a way to try again. */
export function ErrorNotice({
  error,
  onRetry,
  actions,
}: {
  error: unknown;
  onRetry?: () => void;
  actions?: React.ReactNode;
}) {
  const { faults } = useTexts('core');
  const language = useLanguage();
  const fault = faultOf(error);
  const isOurs = fault.code === 'offline' || fault.code === 'unexpected';
  const text = useQuery({
    queryKey: ['fault-text', fault, language],
    queryFn: () => faultText(fault, language),
    enabled: !isOurs,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const own = fault.code === 'offline' ? faults.offline : faults.unexpected;
  return (
    <Notice
      tone="bad"
      icon="warn"
      actions={
        <>
          {actions}
          {onRetry && (
            <Button size="small" icon="retry" onClick={onRetry}>
              {faults.retry}
            </Button>
          )}
        </>
      }
    >
      {text.isLoading ? ' ' : (text.data ?? own)}
    </Notice>
  );
}
