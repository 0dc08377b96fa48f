import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { type PersonView, trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { Button, Notice, Sheet } from '../../../ui/index.ts';
import { WordsForm } from '../../review/words-form.tsx';
import { ReasonForm } from '../reason-form.tsx';

type Step = 'ban' | 'unban' | 'provider' | 'admin';

/** Bans, lifts bans, gives and takes roles; on others, never on oneself. */
export function PersonButtons({ person }: { person: PersonView }) {
  const { people: texts } = useTexts('admin');
  const me = useQuery(trpc.auth.me.queryOptions());
  const [step, setStep] = useState<Step | null>(null);
  if (!me.data || me.data.accountId === person.accountId) return <p className="muted small">{texts.you}</p>;
  const verbOf = (role: 'provider' | 'admin') => (person.roles.includes(role) ? texts.take[role] : texts.give[role]);
  return (
    <>
      <div className="decisions">
        <Button onClick={() => setStep('provider')}>{verbOf('provider')}</Button>
        <Button onClick={() => setStep('admin')}>{verbOf('admin')}</Button>
        <Button look={person.ban ? 'secondary' : 'danger'} onClick={() => setStep(person.ban ? 'unban' : 'ban')}>
          {person.ban ? texts.unban : texts.ban}
        </Button>
      </div>
      {step === 'ban' && <BanSheet person={person} use="ban" onClose={() => setStep(null)} />}
      {step === 'unban' && <BanSheet person={person} use="grant" onClose={() => setStep(null)} />}
      {(step === 'provider' || step === 'admin') && (
        <RoleSheet person={person} role={step} title={verbOf(step)} onClose={() => setStep(null)} />
      )}
    </>
  );
}

function BanSheet({ person, use, onClose }: { person: PersonView; use: 'ban' | 'grant'; onClose: () => void }) {
  const { people: texts } = useTexts('admin');
  const options = useDeciding(onClose);
  const ban = useMutation(trpc.admin.ban.mutationOptions(options));
  const unban = useMutation(trpc.admin.unban.mutationOptions(options));
  const mutation = use === 'ban' ? ban : unban;
  const { accountId, firstName } = person;
  // Another admin was quicker, while this sheet was open.
  const isDone = mutation.isIdle && (use === 'ban') === (person.ban !== null);
  return (
    <Sheet title={use === 'ban' ? texts.ban : texts.unban} onClose={onClose}>
      {isDone ? (
        <Notice title={texts.alreadyDone[use](firstName)}>{texts.alreadyAbout}</Notice>
      ) : (
        <>
          <p className="muted">{use === 'ban' ? texts.banAbout(firstName) : texts.unbanAbout(firstName)}</p>
          <ReasonForm
            use={use}
            isForLog={use === 'grant'}
            isBusy={mutation.isPending}
            error={mutation.error}
            onSend={(why) => mutation.mutate({ accountId, ...why })}
          />
        </>
      )}
    </Sheet>
  );
}

interface RoleSheetProps {
  person: PersonView;
  role: 'provider' | 'admin';
  title: string;
  onClose: () => void;
}

function RoleSheet({ person, role, title, onClose }: RoleSheetProps) {
  const { people: texts, reason: reasonTexts } = useTexts('admin');
  const change = useMutation(trpc.admin.changeRole.mutationOptions(useDeciding(onClose)));
  const has = !person.roles.includes(role);
  return (
    <Sheet title={title} onClose={onClose}>
      <p className="muted">{texts.roleAbout[role]}</p>
      <WordsForm
        label={reasonTexts.label}
        hint={texts.roleHint}
        send={reasonTexts.send}
        isBusy={change.isPending}
        error={change.error}
        onSend={(reason) => change.mutate({ accountId: person.accountId, role, has, reason: reason.slice(0, 500) })}
      />
    </Sheet>
  );
}

/** Whether it was done or refused: everything that admins see may be otherwise than it was shown. */
function useDeciding(onClose: () => void) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.admin.pathKey() });
  return {
    onSuccess: async () => {
      haptic.success();
      await refresh();
      onClose();
    },
    onError: () => {
      haptic.failure();
      void refresh();
    },
  };
}
