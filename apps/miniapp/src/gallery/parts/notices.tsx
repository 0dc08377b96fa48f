import { Button, Card, EmptyState, ErrorNotice, Notice, Section } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

const nothing = () => undefined;
const OFFLINE = new TypeError('Failed to fetch');
const REFUSED = { data: { fault: { code: 'insufficient_funds' } } };

/** What people are told: what it is and what to do; nothing here yet; what failed, and how to go on. */
export function Notices({ texts: { notices, presses } }: { texts: SampleTexts }) {
  return (
    <Section title={notices.title}>
      <Notice>{notices.plain}</Notice>
      <Notice tone="good" icon="check" title={notices.goodTitle}>
        {notices.good}
      </Notice>
      <Notice tone="warn" icon="clock" title={notices.warnTitle}>
        {notices.warn}
      </Notice>
      <Notice
        tone="bad"
        icon="warn"
        title={notices.badTitle}
        actions={
          <Button size="small" look="danger">
            {presses.other}
          </Button>
        }
      >
        {notices.bad}
      </Notice>
      <Notice tone="violet" icon="seal" title={notices.sealTitle}>
        {notices.seal}
      </Notice>
      <ErrorNotice error={OFFLINE} onRetry={nothing} />
      <ErrorNotice error={REFUSED} onRetry={nothing} />
      <Card>
        <EmptyState icon="build" title={notices.emptyTitle} action={<Button look="primary">{notices.make}</Button>}>
          {notices.empty}
        </EmptyState>
      </Card>
    </Section>
  );
}
