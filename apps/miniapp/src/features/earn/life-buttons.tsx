import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { type ListingView, trpc } from '../../lib/api/index.ts';
import { Button, ErrorNotice, Notice } from '../../ui/index.ts';

/** Pause, go on, or take the listing off the market. */
export function LifeButtons({ listing }: { listing: ListingView }) {
  const { life: texts } = useTexts('earn');
  const { actions } = useTexts('core');
  const queries = useQueryClient();
  const [isSure, setIsSure] = useState(false);
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.earn.pathKey() });
  const pause = useMutation(trpc.earn.pause.mutationOptions({ onSuccess }));
  const resume = useMutation(trpc.earn.resume.mutationOptions({ onSuccess }));
  const withdraw = useMutation(trpc.earn.withdraw.mutationOptions({ onSuccess }));
  const { listingId } = listing;
  const error = pause.error ?? resume.error ?? withdraw.error;
  return (
    <div className="stack">
      {error && <ErrorNotice error={error} />}
      {listing.state === 'live' && (
        <Button isWide isBusy={pause.isPending} onClick={() => pause.mutate({ listingId })}>
          {texts.pause}
        </Button>
      )}
      {listing.state === 'paused' && listing.stateBy === 'owner' && (
        <Button look="primary" isWide isBusy={resume.isPending} onClick={() => resume.mutate({ listingId })}>
          {texts.resume}
        </Button>
      )}
      {isSure ? (
        <Notice
          tone="bad"
          icon="warn"
          title={texts.withdrawSure}
          actions={
            <>
              <Button
                size="small"
                look="danger"
                isBusy={withdraw.isPending}
                onClick={() => withdraw.mutate({ listingId })}
              >
                {texts.withdrawNow}
              </Button>
              <Button size="small" onClick={() => setIsSure(false)}>
                {actions.cancel}
              </Button>
            </>
          }
        >
          {texts.withdrawAbout}
        </Notice>
      ) : (
        <Button look="danger" isWide onClick={() => setIsSure(true)}>
          {texts.withdraw}
        </Button>
      )}
    </div>
  );
}
