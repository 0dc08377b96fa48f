import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type PersonCase, trpc } from '../../../lib/api/index.ts';
import { coins, moment, shortened, whole } from '../../../lib/format/index.ts';
import { Card, CopyButton, ErrorNotice, Notice, Row, Section, Skeleton } from '../../../ui/index.ts';
import { AppealLines } from '../../review/appeal-lines.tsx';
import { ListingItem } from '../listings/listing-item.tsx';
import { AppealButtons } from '../review/appeal-buttons.tsx';
import { SignalList } from '../signal-list.tsx';
import { PersonButtons } from './person-buttons.tsx';
import { RoleBadges } from './role-badges.tsx';

/** Another admin may have decided meanwhile. */
const REFRESH_MS = 15_000;

/** One person: roles, money at a glance, listings, and what they share with others. What they asked is nobody's. */
export function PersonPage({ accountId }: { accountId: string }) {
  const found = useQuery(trpc.admin.person.queryOptions({ accountId }, { refetchInterval: REFRESH_MS }));
  return (
    <>
      {found.error && <ErrorNotice error={found.error} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton height={420} />}
      {found.data && <Person found={found.data} />}
    </>
  );
}

function Person({ found }: { found: PersonCase }) {
  const { people: texts } = useTexts('admin');
  const language = useLanguage();
  const [, navigate] = useLocation();
  const { person, listings, signals, appeals } = found;
  return (
    <>
      <Card>
        <div className="stack" style={{ '--gap': '14px' }}>
          <div className="line line--wrap line--spread">
            <h2 className="person-name">
              {person.firstName}
              {person.username && <span className="muted"> @{person.username}</span>}
            </h2>
            <RoleBadges person={person} />
          </div>
          {person.ban && (
            <Notice tone="bad" icon="warn" title={`${texts.banned} · ${moment(person.ban.sinceMs, language)}`}>
              {person.ban.words}
            </Notice>
          )}
          <PersonButtons person={person} />
        </div>
      </Card>
      <Section title={texts.money} note={texts.moneyNote}>
        <Card isFlush>
          <MoneyRows money={found.money} />
        </Card>
      </Section>
      <SignalList signals={signals} />
      {appeals.map((appeal) => (
        <Card key={appeal.appealId}>
          <div className="stack" style={{ '--gap': '14px' }}>
            <AppealLines appeal={appeal} />
            <AppealButtons appeal={appeal} />
          </div>
        </Card>
      ))}
      {listings.length > 0 && (
        <Section title={texts.listings}>
          <Card isFlush>
            {listings.map((listing) => (
              <ListingItem
                key={listing.listingId}
                listing={listing}
                onOpen={() => navigate(`/admin/listings/${listing.listingId}`)}
              />
            ))}
          </Card>
        </Section>
      )}
      <Card isFlush>
        <Row title={texts.since} end={moment(person.createdAt, language)} />
        <Row title="Telegram" end={<span className="mono small">{person.telegramId}</span>} />
        <IdRow title={texts.id} id={person.accountId} />
        {person.wallet && <IdRow title={texts.wallet} id={person.wallet} />}
      </Card>
    </>
  );

  function IdRow({ title, id }: { title: string; id: string }) {
    return (
      <Row
        title={title}
        detail={<span className="mono tiny">{shortened(id, 13, 6)}</span>}
        end={<CopyButton text={id} isIcon />}
      />
    );
  }

  /** Amounts have up to nine places: each has a line of its own, so that they stand below each other. */
  function MoneyRows({ money }: { money: PersonCase['money'] }) {
    return (
      <>
        <Row title={texts.deposited} end={coins(money.depositedNano, language)} />
        <Row title={texts.earned} end={coins(money.earnedNano, language)} />
        <Row title={texts.paid} end={coins(money.paidNano, language)} />
        <Row title={texts.spent30} end={coins(money.spent30Nano, language)} />
        <Row title={texts.earned30} end={coins(money.earned30Nano, language)} />
        <Row title={texts.requests30} end={whole(money.requests30, language)} />
      </>
    );
  }
}
