import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import './page.css';

export interface Step {
  name: string;
  state: 'done' | 'now' | 'ahead' | 'bad';
  detail?: ReactNode;
}

/** What has happened, what happens now and since when, what is to come. */
export function Steps({ steps, label }: { steps: Step[]; label: string }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.name}
          className={`step step--${step.state}`}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <span className="step__mark">
            <StepMark state={step.state} number={index + 1} />
          </span>
          <div className="grow">
            <div className={step.state === 'now' ? 'strong' : undefined}>{step.name}</div>
            {step.detail && <div className="muted small">{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ state, number }: { state: Step['state']; number: number }) {
  if (state === 'done') return <Icon name="check" size={15} />;
  if (state === 'bad') return <Icon name="close" size={15} />;
  return state === 'now' ? <span className="spinner" style={{ width: 14, height: 14 }} /> : number;
}
