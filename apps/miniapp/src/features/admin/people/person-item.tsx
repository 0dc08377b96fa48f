import { useTexts } from '../../../i18n/index.ts';
import type { PersonView } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { MakerMark, Row } from '../../../ui/index.ts';
import { RoleBadges } from './role-badges.tsx';

/** One of the people; the name has the whole line, and badges as many as there are. */
export function PersonItem({ person, onOpen }: { person: PersonView; onOpen: () => void }) {
  const { people: texts } = useTexts('admin');
  const { firstName, username, wallet } = person;
  return (
    <Row
      start={<MakerMark maker={firstName} size={36} />}
      title={<span className="strong person-name">{firstName}</span>}
      detail={
        <span className="stack" style={{ '--gap': '6px' }}>
          <span className="line line--wrap" style={{ '--gap': '2px 8px' }}>
            {username && <span>@{username}</span>}
            <span className={wallet ? 'mono tiny' : 'tiny'}>{wallet ? shortened(wallet, 8, 6) : texts.noWallet}</span>
          </span>
          <RoleBadges person={person} />
        </span>
      }
      onPress={onOpen}
    />
  );
}
