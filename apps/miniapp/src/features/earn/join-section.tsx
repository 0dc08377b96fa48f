import { useMutation } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { type ListingView, trpc } from '../../lib/api/index.ts';
import { countdown } from '../../lib/format/index.ts';
import { Button, Card, CodeBlock, ErrorNotice, Notice, Section, useNow } from '../../ui/index.ts';

/** One command that joins a machine, good for a short while and once. */
export function JoinSection({ listing }: { listing: ListingView }) {
  const { join: texts } = useTexts('earn');
  const join = useMutation(trpc.earn.joinCode.mutationOptions());
  const get = () => join.mutate({ listingId: listing.listingId });
  return (
    <Section title={texts.title} note={texts.note}>
      <Card>
        <div className="stack">
          {join.data ? (
            <JoinCommand command={join.data.command} expiresAt={join.data.expiresAt} />
          ) : (
            <p className="muted small">{texts.about}</p>
          )}
          {join.error && <ErrorNotice error={join.error} />}
          <Button
            look={join.data ? 'soft' : listing.nodes.length === 0 ? 'primary' : 'soft'}
            isWide
            isBusy={join.isPending}
            onClick={get}
          >
            {join.data ? texts.another : texts.button}
          </Button>
        </div>
      </Card>
    </Section>
  );
}

function JoinCommand({ command, expiresAt }: { command: string; expiresAt: number }) {
  const { join: texts } = useTexts('earn');
  const leftMs = expiresAt - useNow();
  if (leftMs <= 0)
    return (
      <Notice tone="warn" icon="clock">
        {texts.expired}
      </Notice>
    );
  return (
    <>
      <CodeBlock text={command} label={texts.command} />
      <p className="muted small" role="timer">
        {texts.expires(countdown(leftMs))}
      </p>
    </>
  );
}
