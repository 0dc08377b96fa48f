import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { storedLanguage, useLanguage } from '../i18n/index.ts';
import { trpc } from '../lib/api/index.ts';
import { languageToKeep } from './language-to-keep.ts';

/** What is told outside of the app comes in the language that was chosen in it: the account follows the choice, on whichever page. */
export function useKeptLanguage(): void {
  const shown = useLanguage();
  const queries = useQueryClient();
  // Who looks around without a login has no account; the tab bar asks whose it is.
  const kept = useQuery({ ...trpc.auth.me.queryOptions(), enabled: false }).data?.language;
  const { mutate } = useMutation(
    trpc.auth.changeLanguage.mutationOptions({
      onSuccess: (me) => queries.setQueryData(trpc.auth.me.queryKey(), me),
    }),
  );
  const language = languageToKeep(kept, shown, storedLanguage());
  useEffect(() => {
    if (language !== null) mutate({ language });
  }, [language, mutate]);
}
