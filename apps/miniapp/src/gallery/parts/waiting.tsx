import { Card, Section, Skeleton, Steps } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

/** What is on its way: its place, its steps, where it stands, where it broke. */
export function Waiting({ texts: { waiting } }: { texts: SampleTexts }) {
  const [first = '', second = '', third = ''] = waiting.steps;
  return (
    <Section title={waiting.title}>
      <Card>
        <div className="stack">
          <Skeleton width="45%" height={34} />
          <Skeleton />
          <Skeleton width="70%" />
        </div>
      </Card>
      <Card>
        <Steps
          label={waiting.title}
          steps={[
            { name: first, state: 'done' },
            { name: second, state: 'now', detail: waiting.about },
            { name: third, state: 'ahead' },
          ]}
        />
      </Card>
      <Card>
        <Steps
          label={waiting.failed}
          steps={[
            { name: first, state: 'done' },
            { name: second, state: 'bad', detail: waiting.failed },
          ]}
        />
      </Card>
    </Section>
  );
}
