import { useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';

/** How a listing stands, and what to do: whoever did not pause it themselves is told so. */
export function useStatusWords({ status, stateBy }: ListingView): { title: string; about: string } {
  const { status: texts, takenOff } = useTexts('earn');
  return status.code === 'paused' && stateBy !== 'owner' ? takenOff : texts[status.code];
}
