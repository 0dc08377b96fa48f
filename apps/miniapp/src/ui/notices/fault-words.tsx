import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { faultText, type ShownFault, whyRefused } from '../../lib/api/index.ts';

/** What a fault means and what to do next, in the words of the shared table. */
export function FaultWords({ fault }: { fault: ShownFault }) {
  const { faults, code } = useTexts('core');
  const why = whyRefused(fault);
  const language = useLanguage();
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
    <>
      {text.isLoading ? ' ' : (text.data ?? own)}
      {why !== null && (
        <details className="tiny">
          <summary>{code}</summary>
          <code className="mono">{`${fault.code} · ${why}`}</code>
        </details>
      )}
    </>
  );
}
