import { useTexts } from '../../../i18n/index.ts';
import type { PersonView } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { MakerMark, Row } from '../../../ui/index.ts';
import { RoleBadges } from './role-badges.tsx';

export function PersonItem({ person, onOpen }: { person: PersonView; onOpen: () => void }) {
  const { people: texts } = useTexts('admin');
  const { firstName, username, wallet } = person;
  return (
    <Row
      start={<MakerMark maker={firstName} size={36} />}
      title={
        <div className="cut">
          <span className="strong">{firstName}</span>
          {username && <span className="muted"> @{username}</span>}
        </div>
      }
      detail={
        <span className={wallet ? 'mono tiny' : 'tiny'}>{wallet ? shortened(wallet, 8, 6) : texts.noWallet}</span>
      }
      end={<RoleBadges person={person} />}
      onPress={onOpen}
    />
  );
}
