import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type Me, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Card, Notice } from '../../../ui/index.ts';
import { AppealLines } from '../../review/appeal-lines.tsx';
import { AppealForm } from './appeal-form.tsx';

/** For the owner of a banned account: why, what stays theirs, and the one appeal. */
export function BanNotice({ ban }: { ban: NonNullable<Me['ban']> }) {
  const { ban: texts } = useTexts('review');
  const language = useLanguage();
  const standing = useQuery(trpc.review.standing.queryOptions());
  return (
    <>
      <Notice tone="bad" icon="warn" title={texts.title}>
        <p>{ban.words}</p>
        <p className="small">{texts.about}</p>
        <p className="muted tiny">
          {texts.since} {moment(ban.sinceMs, language)}
        </p>
      </Notice>
      {standing.data?.mayAppeal && <AppealForm listingId={null} />}
      {standing.data?.appeals.map((appeal) => (
        <Card key={appeal.appealId}>
          <AppealLines appeal={appeal} />
        </Card>
      ))}
    </>
  );
}
