import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { type AllowedImageView, trpc } from '../../../lib/api/index.ts';
import { Button, ErrorNotice, Notice, Section, Skeleton } from '../../../ui/index.ts';
import { ContractCard } from './contract-card.tsx';
import { ImageItem } from './image-item.tsx';
import { MessageItem } from './message-item.tsx';
import { ProposeSheet } from './propose-sheet.tsx';
import { readLeafWords } from './read-leaf.ts';

const REFRESH_MS = 10_000;

/** Which images confidential machines may run: what the contract says, what waits for a wallet, and every image. */
export default function ImagesSection() {
  const texts = useTexts('images');
  const [isProposing, setIsProposing] = useState(false);
  const view = useQuery(trpc.images.view.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  if (view.isPending) return <Skeleton height={420} />;
  if (!view.data) return <ErrorNotice error={view.error} onRetry={() => view.refetch()} />;
  const { images, messages, address } = view.data;
  return (
    <>
      <Notice>{texts.about}</Notice>
      <ContractCard view={view.data} />
      {messages.length > 0 && (
        <Section title={texts.toSign} note={texts.toSignNote}>
          {messages.map((message) => (
            <MessageItem
              key={`${message.act}${message.leafHash}`}
              message={message}
              name={nameOf(images, message.leafHash)}
            />
          ))}
        </Section>
      )}
      <Section title={texts.images} note={texts.imagesNote}>
        {images.length === 0 && <Notice>{texts.none}</Notice>}
        {images.toSorted(byNeed).map((image) => (
          <ImageItem key={image.leafHash} image={image} contract={view.data.contract} />
        ))}
        <Button isWide disabled={address === null} onClick={() => setIsProposing(true)}>
          {texts.propose}
        </Button>
      </Section>
      {isProposing && <ProposeSheet onClose={() => setIsProposing(false)} />}
    </>
  );
}

/** What waits for a decision first; then as in the tree; at last what is over. */
const ORDER: readonly AllowedImageView['state'][] = ['proposed', 'listed', 'revoked', 'rejected'];
const byNeed = (one: AllowedImageView, two: AllowedImageView) => ORDER.indexOf(one.state) - ORDER.indexOf(two.state);

function nameOf(images: readonly AllowedImageView[], leafHash: string | null): string | null {
  const image = images.find((it) => it.leafHash === leafHash);
  return (image && readLeafWords(image.leaf)?.name) ?? null;
}
