import { useEffect, useSyncExternalStore } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { Button, Icon, type IconName, Since } from '../../ui/index.ts';
import { askAgainNow, connectionNow, isRenewedNow, onConnection, watchConnection } from './watch-connection.ts';
import './connection-banner.css';

/** Above every page: why nothing new comes, since when, and what to do. Nothing while all is well. */
export function ConnectionBanner() {
  // Asked for at once: without a connection they could not be fetched.
  const texts = useTexts('connection');
  const connection = useSyncExternalStore(onConnection, connectionNow);
  const isRenewed = useSyncExternalStore(onConnection, isRenewedNow);
  useEffect(() => watchConnection(), []);
  const reload = { name: texts.reload, press: () => location.reload() };
  if (isRenewed) return <Banner icon="spark" title={texts.renewed} about={texts.renewedAbout} todo={reload} />;
  if (connection.kind === 'fine') return null;
  const { sinceMs } = connection;
  const again = { name: texts.again, press: askAgainNow };
  switch (connection.kind) {
    case 'down':
      return navigator.onLine ? (
        <Banner icon="warn" title={texts.down} about={texts.downAbout} sinceMs={sinceMs} todo={again} />
      ) : (
        <Banner icon="warn" title={texts.offline} about={texts.offlineAbout} sinceMs={sinceMs} todo={again} />
      );
    case 'slow':
      return <Banner icon="clock" title={texts.slow} about={texts.slowAbout} sinceMs={sinceMs} />;
    case 'unlike':
      return <Banner icon="warn" title={texts.unlike} about={texts.unlikeAbout} sinceMs={sinceMs} todo={reload} />;
  }
}

interface BannerProps {
  icon: IconName;
  title: string;
  about: string;
  sinceMs?: number;
  todo?: { name: string; press: () => void };
}

function Banner({ icon, title, about, sinceMs, todo }: BannerProps) {
  return (
    <div className="connection" role="status">
      <Icon name={icon} />
      <div className="grow strong">
        {title}
        {/* Not read out each second: the words around it say what matters. */}
        {sinceMs !== undefined && (
          <span aria-hidden>
            {' · '}
            <Since atMs={sinceMs} />
          </span>
        )}
      </div>
      {todo && (
        <Button size="small" onClick={todo.press}>
          {todo.name}
        </Button>
      )}
      <div className="connection__about small">{about}</div>
    </div>
  );
}
