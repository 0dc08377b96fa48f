import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { Card, ErrorNotice, Icon, type IconName, MainAction } from '../../ui/index.ts';

const POINTS: { icon: IconName; name: 'any' | 'command' | 'why' | 'paid' }[] = [
  { icon: 'earn', name: 'any' },
  { icon: 'build', name: 'command' },
  { icon: 'info', name: 'why' },
  { icon: 'wallet', name: 'paid' },
];

/** What a GPU owner gets here, and the role that lets them in. */
export function BecomeProvider() {
  const { become: texts } = useTexts('earn');
  const queries = useQueryClient();
  const become = useMutation(
    trpc.auth.becomeProvider.mutationOptions({
      onSuccess: (me) => {
        haptic.success();
        queries.setQueryData(trpc.auth.me.queryKey(), me);
      },
    }),
  );
  return (
    <>
      <Card>
        <ul className="stack" style={{ '--gap': '18px' }}>
          {POINTS.map(({ icon, name }) => (
            <li key={name} className="line" style={{ '--gap': '14px', alignItems: 'flex-start' }}>
              <span className="earn-point">
                <Icon name={icon} />
              </span>
              <span className="grow">
                <span className="strong">{texts.points[name].title}</span>
                <br />
                <span className="muted small">{texts.points[name].about}</span>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {become.error && <ErrorNotice error={become.error} />}
      <MainAction label={texts.button} isBusy={become.isPending} onPress={() => become.mutate()} />
    </>
  );
}
