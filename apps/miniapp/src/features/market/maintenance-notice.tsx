import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { ListingPage } from '../../lib/api/index.ts';
import { moment } from '../../lib/format/index.ts';
import { Notice } from '../../ui/index.ts';

/** When a listing is off the market, in the reader's time: now, or soon. */
export function MaintenanceNotice({ window }: { window: NonNullable<ListingPage['maintenance']> }) {
  const { maintenance: texts } = useTexts('proof');
  const language = useLanguage();
  const [from, to] = [moment(window.fromMs, language), moment(window.toMs, language)];
  return (
    <Notice tone={window.isOn ? 'warn' : 'plain'} icon="clock" title={window.isOn ? texts.on : texts.planned}>
      {window.isOn ? texts.onUntil(from, to) : texts.ahead(from, to)}
    </Notice>
  );
}
