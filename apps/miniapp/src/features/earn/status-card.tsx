import { useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';
import { Dot, FaultWords, Since } from '../../ui/index.ts';
import { STATUS_TONES } from './status-look.ts';
import { useStatusWords } from './use-status-words.ts';

/** Why it is or is not earning, since when, and what to do. */
export function StatusCard({ listing }: { listing: ListingView }) {
  const { faults } = useTexts('earn');
  const { title, about } = useStatusWords(listing);
  const { code, sinceMs, faultCode } = listing.status;
  return (
    <section className={`status-card status-card--${STATUS_TONES[code]}`} role="status" aria-label={title}>
      <div className="line line--wrap line--spread">
        <span className="line" style={{ '--gap': '12px' }}>
          <Dot tone={STATUS_TONES[code]} />
          <h2>{title}</h2>
        </span>
        {sinceMs !== null && (
          <span className="muted small">
            <Since atMs={sinceMs} />
          </span>
        )}
      </div>
      {faultCode && <p className="small strong">{faults[faultCode] ?? <FaultWords fault={{ code: faultCode }} />}</p>}
      <p className="small">{about}</p>
    </section>
  );
}
