import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Card, EmptyState, ErrorNotice, Skeleton, TextField } from '../../../ui/index.ts';
import { PersonItem } from './person-item.tsx';
import { PersonPage } from './person-page.tsx';

/** Another admin may have decided meanwhile. */
const REFRESH_MS = 15_000;

/** Everybody who has ever logged in; and one of them, under their own address. */
export default function PeopleSection() {
  const { id } = useParams<{ id?: string }>();
  return id ? <PersonPage accountId={id} /> : <PeopleSearch />;
}

function PeopleSearch() {
  const { people: texts } = useTexts('admin');
  const [, navigate] = useLocation();
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  const people = useQuery(
    trpc.admin.people.queryOptions(
      { search: words },
      { placeholderData: (before) => before, refetchInterval: REFRESH_MS },
    ),
  );
  return (
    <>
      <TextField
        label={texts.search}
        isLabelUnseen
        icon="search"
        type="search"
        placeholder={texts.searchHint}
        value={search}
        maxLength={100}
        onChange={setSearch}
      />
      {people.error && <ErrorNotice error={people.error} onRetry={() => people.refetch()} />}
      {people.isPending && <Skeleton height={300} />}
      {people.data?.length === 0 && (
        <Card>
          <EmptyState icon="search" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {people.data && people.data.length > 0 && (
        <Card isFlush>
          {people.data.map((person) => (
            <PersonItem
              key={person.accountId}
              person={person}
              onOpen={() => navigate(`/admin/people/${person.accountId}`)}
            />
          ))}
        </Card>
      )}
    </>
  );
}
