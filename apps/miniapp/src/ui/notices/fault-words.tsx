import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { faultText, refusalCode, type ShownFault } from '../../lib/api/index.ts';

/** What a fault means and what to do next, in the words of the shared table. */
export function FaultWords({ fault }: { fault: ShownFault }) {
  const { faults, code } = useTexts('core');
  const refusal = refusalCode(fault);
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
      {refusal !== null && (
        <details className="tiny">
          <summary>{code}</summary>
          <code className="mono">{refusal}</code>
        </details>
      )}
    </>
  );
}
