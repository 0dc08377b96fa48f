import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { Card, ErrorNotice, Fold, Icon, Notice, Section, Skeleton } from '../../../ui/index.ts';
import { CheckLines } from '../../receipt/check-lines.tsx';
import { readShown, type Shown } from './read-shown.ts';
import '../../chat/receipt/receipt.css';

interface ShownAnswerProps {
  file: string;
  /** Of the receipt that the market settled by. */
  receiptText: string | null;
}

/** Question and answer as their buyer shows them, part by part: whether it is what the machine signed, checked here and now. */
export default function ShownAnswer({ file, receiptText }: ShownAnswerProps) {
  const { shown: texts } = useTexts('disputes');
  const read = useQuery({
    queryKey: ['shown', file, receiptText],
    queryFn: () => readShown(file, receiptText),
    // What was shown stays in memory no longer than it is looked at.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => read.refetch()} />;
  if (!read.data) return <Skeleton height={200} />;
  const { verdict, isThisReceipt, question, answer } = read.data;
  const roles: Record<string, string> = texts.roles;
  return (
    <>
      {!isThisReceipt && <Notice tone="bad">{texts.otherReceipt}</Notice>}
      <Part title={texts.question} part={question}>
        {Array.isArray(question) &&
          question.map(({ role, text }, at) => (
            <p className="said" key={`${role} ${String(at)}`}>
              <span className="muted tiny">{roles[role] ?? role}</span>
              <br />
              {text}
            </p>
          ))}
      </Part>
      <Part title={texts.answer} part={answer}>
        <p className="said">{answer}</p>
      </Part>
      <Fold title={texts.checks(verdict.lines.length)} about={texts.checksAbout} isOpen={!verdict.ok}>
        <CheckLines verdict={verdict} />
      </Fold>
    </>
  );
}

interface PartProps {
  title: string;
  part: Shown['question'] | Shown['answer'];
  children: ReactNode;
}

function Part({ title, part, children }: PartProps) {
  const { shown: texts } = useTexts('disputes');
  const state = part === 'wrong' || part === 'not_shown' ? part : 'fits';
  const icon = { fits: 'check', wrong: 'close', not_shown: 'info' } as const;
  const tone = { fits: 'good', wrong: 'bad', not_shown: 'muted' } as const;
  return (
    <Section title={title}>
      <Card>
        <p className={`line small ${tone[state]}`} role="status">
          <Icon name={icon[state]} size={17} /> <span>{texts.fits[state]}</span>
        </p>
        {state === 'fits' && children}
      </Card>
    </Section>
  );
}
