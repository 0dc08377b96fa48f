import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type PolicyNumber, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Button, Card, ErrorNotice, Notice, Row, Section, Skeleton } from '../../../ui/index.ts';
import { Changelog } from '../../policy/changelog.tsx';
import { settingValue } from '../../policy/setting-value.ts';
import { AnnounceSheet } from './announce-sheet.tsx';

/** Fees and policy: what holds, what is announced, and announcing another value. */
export default function PolicySection() {
  const texts = useTexts('office');
  const policy = useQuery(trpc.policy.view.queryOptions());
  const [chosen, setChosen] = useState<PolicyNumber | null>(null);
  return (
    <>
      <Notice>{texts.policy.about}</Notice>
      {policy.error && <ErrorNotice error={policy.error} onRetry={() => policy.refetch()} />}
      {policy.isPending && <Skeleton height={320} />}
      {policy.data?.numbers.map((number) => (
        <NumberCard key={number.setting} number={number} onChange={() => setChosen(number)} />
      ))}
      {policy.data && <Changelog changes={policy.data.changes} />}
      {chosen && <AnnounceSheet number={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function NumberCard({ number, onChange }: { number: PolicyNumber; onChange: () => void }) {
  const texts = useTexts('policy');
  const { policy: office } = useTexts('office');
  const language = useLanguage();
  const { setting, value, planned } = number;
  const { name, about } = texts.settings[setting];
  return (
    <Section>
      <Card isFlush>
        <Row
          title={name}
          detail={about}
          end={<span className="strong">{settingValue(setting, value, texts, language)}</span>}
        />
        {planned.map((change) => (
          <PlannedRow key={change.changeId} setting={setting} change={change} />
        ))}
        {planned.length === 0 && (
          <div className="row">
            <Button size="small" onClick={onChange}>
              {office.change}
            </Button>
          </div>
        )}
      </Card>
    </Section>
  );
}

interface PlannedRowProps {
  setting: PolicyNumber['setting'];
  change: PolicyNumber['planned'][number];
}

function PlannedRow({ setting, change }: PlannedRowProps) {
  const texts = useTexts('policy');
  const { policy: office } = useTexts('office');
  const language = useLanguage();
  const queries = useQueryClient();
  const cancel = useMutation(
    trpc.policy.cancel.mutationOptions({
      onSuccess: (view) => queries.setQueryData(trpc.policy.view.queryKey(), view),
    }),
  );
  return (
    <>
      <Row
        title={texts.planned(
          settingValue(setting, change.value, texts, language),
          moment(change.effectiveFromMs, language),
        )}
        end={
          <Button size="small" isBusy={cancel.isPending} onClick={() => cancel.mutate({ changeId: change.changeId })}>
            {office.cancel}
          </Button>
        }
      />
      {cancel.error && <ErrorNotice error={cancel.error} />}
    </>
  );
}
