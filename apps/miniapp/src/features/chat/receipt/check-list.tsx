import type { Candidate } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/index.ts';
import type { Bill } from '../turn.ts';
import { CHECKS, checkAnswer } from './check-answer.ts';

/** The checks one by one, made now, on this device. */
export function CheckList({ bill, candidate }: { bill: Bill; candidate: Candidate }) {
  const { receipt: texts } = useTexts('chat');
  const checked = useQuery({
    queryKey: ['check-receipt', bill.signedReceipt.signature],
    queryFn: () => checkAnswer(bill, candidate),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isGood = checked.data?.checks.every(({ holds }) => holds) ?? false;
  return (
    <section className={isGood || !checked.data ? 'checks' : 'checks checks--bad'} aria-label={texts.checks}>
      <div className="checks__head">
        <Icon name={isGood || !checked.data ? 'seal' : 'warn'} />
        <h3 role="status">{checked.data ? (isGood ? texts.verified : texts.unverified) : texts.checking}</h3>
      </div>
      <ul>
        {CHECKS.map((name, index) => {
          const holds = checked.data?.checks[index]?.holds;
          return (
            <li key={name} className="check" style={{ '--at': index }}>
              <span className={holds === false ? 'bad' : 'good'}>
                <Icon name={holds === false ? 'close' : 'check'} size={17} />
              </span>
              <span>{texts.check[name]}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
