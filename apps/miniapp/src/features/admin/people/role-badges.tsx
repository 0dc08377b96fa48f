import { useTexts } from '../../../i18n/index.ts';
import type { PersonView } from '../../../lib/api/index.ts';
import { Badge } from '../../../ui/index.ts';

/** What somebody is on the market beyond a buyer, and whether they are banned. */
export function RoleBadges({ person }: { person: PersonView }) {
  const { people: texts } = useTexts('admin');
  const { roles, ban } = person;
  if (!ban && !roles.includes('admin') && !roles.includes('provider')) return null;
  return (
    <span className="line line--wrap" style={{ '--gap': '4px' }}>
      {ban && <Badge tone="bad">{texts.banned}</Badge>}
      {roles.includes('admin') && <Badge tone="violet">{texts.roles.admin}</Badge>}
      {roles.includes('provider') && <Badge tone="accent">{texts.roles.provider}</Badge>}
    </span>
  );
}
