import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type PolicyNumber, trpc } from '../../lib/api/index.ts';
import { moment } from '../../lib/format/index.ts';
import { Card, ErrorNotice, Page, Row, Section, Skeleton } from '../../ui/index.ts';
import { Changelog } from './changelog.tsx';
import { settingValue } from './setting-value.ts';

/** What the market promises, for everybody, logged in or not. */
export default function PolicyPage() {
  const texts = useTexts('policy');
  const [search] = useSearchParams();
  const policy = useQuery(trpc.policy.view.queryOptions());
  return (
    <Page title={texts.title} lead={texts.lead} back={search.get('from') === 'earn' ? '/earn' : '/'}>
      {policy.error && <ErrorNotice error={policy.error} onRetry={() => policy.refetch()} />}
      {policy.isPending && <Skeleton height={320} />}
      {policy.data && (
        <>
          <Section title={texts.now} note={texts.machine}>
            <Card isFlush>
              {policy.data.numbers.map((number) => (
                <NumberRow key={number.setting} number={number} />
              ))}
            </Card>
          </Section>
          <Changelog changes={policy.data.changes} />
        </>
      )}
    </Page>
  );
}

function NumberRow({ number }: { number: PolicyNumber }) {
  const texts = useTexts('policy');
  const language = useLanguage();
  const { setting, value, daysToRaise, daysToLower, planned } = number;
  const { name, about } = texts.settings[setting];
  const show = (each: number) => settingValue(setting, each, texts, language);
  return (
    <Row
      title={name}
      detail={
        <>
          <div>{about}</div>
          {daysToRaise > 0 && <div className="tiny">{texts.notice(daysToRaise)}</div>}
          {daysToLower > 0 && <div className="tiny">{texts.noticeLower(daysToLower)}</div>}
          {planned.map(({ changeId, value: next, effectiveFromMs }) => (
            <div key={changeId} className="strong">
              {texts.planned(show(next), moment(effectiveFromMs, language))}
            </div>
          ))}
        </>
      }
      end={<span className="strong">{show(value)}</span>}
    />
  );
}
