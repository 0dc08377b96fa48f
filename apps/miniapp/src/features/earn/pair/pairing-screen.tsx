import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type EarnCatalog, type PairingView, trpc } from '../../../lib/api/index.ts';
import { countdown } from '../../../lib/format/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { ErrorNotice, MainAction, useNow } from '../../../ui/index.ts';
import { listingOfDraft } from '../listing-draft.ts';
import { FingerprintCard } from './fingerprint-card.tsx';
import { MachineSections } from './machine-sections.tsx';
import { draftOfPairing } from './pairing-draft.ts';
import { CodeOver, JoinedNotice } from './pairing-ends.tsx';
import { NEW_LISTING, PlaceFields } from './place-fields.tsx';

interface PairingScreenProps {
  code: string;
  pairing: PairingView;
  catalog: EarnCatalog;
}

/** What machine it is, whether it is theirs, and where it belongs. */
export function PairingScreen({ code, pairing, catalog }: PairingScreenProps) {
  const texts = useTexts('pair');
  const language = useLanguage();
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const [place, setPlace] = useState(() => firstPlace(pairing));
  const [draft, setDraft] = useState(() => draftOfPairing(pairing, language));
  const refuse = useMutation(trpc.earn.refusePairing.mutationOptions());
  const confirm = useMutation(
    trpc.earn.confirmPairing.mutationOptions({
      onSuccess: async () => {
        haptic.success();
        // Who had no such role is a provider now.
        await queries.invalidateQueries({ queryKey: trpc.auth.me.queryKey() });
        await queries.invalidateQueries({ queryKey: trpc.earn.listings.queryKey() });
      },
      onError: () => haptic.failure(),
    }),
  );
  const leftMs = pairing.expiresAt - useNow();
  const listingId = confirm.data?.listingId ?? pairing.listingId;
  if (listingId) return <JoinedNotice onGo={() => navigate(`/earn/${listingId}`)} />;
  const again = () => navigate('/pair');
  if (refuse.isSuccess) return <CodeOver why="refused" onAgain={again} />;
  if (leftMs <= 0) return <CodeOver why="expired" onAgain={again} />;
  const listing = place === NEW_LISTING ? listingOfDraft(draft, catalog) : null;
  const { fingerprint } = pairing;
  const chosen = place === NEW_LISTING ? (listing ? { listing } : null) : { listingId: place };
  return (
    <>
      <FingerprintCard
        pairing={pairing}
        left={texts.expires(countdown(leftMs))}
        isBusy={refuse.isPending}
        onRefuse={() => refuse.mutate({ code })}
      />
      {refuse.error && <ErrorNotice error={refuse.error} />}
      <MachineSections pairing={pairing} />
      <PlaceFields {...{ place, pairing, catalog, draft }} onPlace={setPlace} onDraft={setDraft} />
      {confirm.error && <ErrorNotice error={confirm.error} />}
      <MainAction
        label={texts.confirm}
        isEnabled={chosen !== null}
        isBusy={confirm.isPending}
        onPress={() => chosen && confirm.mutate({ code, fingerprint, ...chosen })}
      />
    </>
  );
}

/** A listing that is there and sells what the machine has, else a new one. */
function firstPlace({ listings }: PairingView): string {
  const [best] = listings;
  return best && best.sharedModels > 0 ? best.listingId : NEW_LISTING;
}
