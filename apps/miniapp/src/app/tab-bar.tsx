import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { useTexts } from '../i18n/index.ts';
import { trpc } from '../lib/api/index.ts';
import { haptic } from '../lib/telegram/index.ts';
import { Icon, type IconName } from '../ui/index.ts';
import { pages } from './routes.tsx';

type Tab = 'market' | 'chat' | 'wallet' | 'build' | 'earn' | 'admin';

const TABS: { tab: Tab & IconName; href: string; below: string[] }[] = [
  { tab: 'market', href: '/', below: ['/model', '/listings'] },
  { tab: 'chat', href: '/chat', below: [] },
  { tab: 'wallet', href: '/wallet', below: [] },
  { tab: 'build', href: '/build', below: [] },
  { tab: 'earn', href: '/earn', below: ['/earn', '/pair'] },
];
const ADMIN: (typeof TABS)[number] = { tab: 'admin', href: '/admin', below: ['/admin'] };

/** The sections, in the reach of a thumb. Admins have one more. */
export function TabBar() {
  const { tabs } = useTexts('core');
  const [path] = useLocation();
  const me = useQuery(trpc.auth.me.queryOptions());
  const shown = me.data?.roles.includes('admin') ? [...TABS, ADMIN] : TABS;
  return (
    <nav className="tab-bar" aria-label={tabs.label}>
      {shown.map(({ tab, href, below }) => {
        const isHere = path === href || below.some((start) => path.startsWith(start));
        return (
          <Link
            key={tab}
            href={href}
            className="tab"
            aria-current={isHere ? 'page' : undefined}
            onPointerDown={() => void pages[tab].preload()}
            onClick={() => haptic.select()}
          >
            <Icon name={tab} size={24} />
            <span>{tabs[tab]}</span>
          </Link>
        );
      })}
    </nav>
  );
}
