import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingProof } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Notice } from '../../../ui/index.ts';

/** Verified or not, why, since when, and what is missing. */
export function BadgeReason({ badge }: { badge: ListingProof['badge'] }) {
  const { badge: texts } = useTexts('proof');
  const language = useLanguage();
  const { days, daysNeeded, answers, answersNeeded } = badge.evidence;
  const isOnTheWay = !badge.isVerified && badge.code === 'record_short';
  return (
    <Notice
      tone={badge.isVerified ? 'good' : badge.code === 'canaries_failed' ? 'bad' : 'plain'}
      icon="verified"
      title={badge.isVerified ? texts.verified : texts.notVerified}
    >
      {texts.codes[badge.code] ?? badge.code}
      {isOnTheWay && ` ${texts.progress(days ?? 0, daysNeeded ?? 0, answers ?? 0, answersNeeded ?? 0)}.`}
      {badge.sinceMs > 0 && <div className="muted tiny">{texts.since(moment(badge.sinceMs, language))}</div>}
    </Notice>
  );
}
