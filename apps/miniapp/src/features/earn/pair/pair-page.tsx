import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import { faultOf, trpc, useConfig } from '../../../lib/api/index.ts';
import { useTelegram } from '../../../lib/telegram/index.ts';
import {
  Button,
  Card,
  CodeBlock,
  ErrorNotice,
  MainAction,
  Page,
  Section,
  Skeleton,
  TextField,
} from '../../../ui/index.ts';
import { PairingScreen } from './pairing-screen.tsx';
import { ScanButton } from './scan-button.tsx';
import '../earn.css';
import './pair.css';

/** Where a person says that a machine is theirs: by the link that it shows, or by its code. */
export default function PairPage() {
  const { code } = useParams<{ code?: string }>();
  return code ? <Confirm code={code} /> : <AskCode />;
}

function AskCode() {
  const texts = useTexts('pair');
  const [, navigate] = useLocation();
  useTelegram();
  const { config } = useConfig();
  const [code, setCode] = useState('');
  const plain = code.replaceAll(/[\s-]/g, '').toUpperCase();
  return (
    <Page title={texts.title} lead={texts.lead} back="/earn">
      <Section title={texts.command} note={texts.commandAbout}>
        {config && <CodeBlock text={`npx spindle-node join --broker ${config.publicUrl}`} label={texts.command} />}
      </Section>
      <ScanButton onCode={(scanned) => navigate(`/pair/${scanned}`)} />
      <Card>
        <TextField
          label={texts.code}
          placeholder={texts.codeHint}
          value={code}
          maxLength={12}
          onChange={setCode}
          hint={texts.codeAbout}
        />
      </Card>
      <MainAction label={texts.open} isEnabled={plain.length === 8} onPress={() => navigate(`/pair/${plain}`)} />
    </Page>
  );
}

function Confirm({ code }: { code: string }) {
  const texts = useTexts('pair');
  const [, navigate] = useLocation();
  const pairing = useQuery(
    // Never read again under somebody's fingers, and never remembered: whoever comes back hears how it stands now.
    trpc.earn.pairing.queryOptions({ code }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false }),
  );
  const catalog = useQuery(trpc.earn.catalog.queryOptions());
  const error = pairing.error ?? catalog.error;
  // A code that is over stays over.
  const isOver = error !== null && faultOf(error).code.startsWith('pairing_');
  return (
    <Page title={texts.title} back="/earn">
      {error && <ErrorNotice error={error} {...(!isOver && { onRetry: () => pairing.refetch() })} />}
      {error && (
        <Button look="soft" onClick={() => navigate('/pair')}>
          {texts.again}
        </Button>
      )}
      {!error && !(pairing.data && catalog.data) && <Skeleton height={320} />}
      {pairing.data && catalog.data && <PairingScreen code={code} pairing={pairing.data} catalog={catalog.data} />}
    </Page>
  );
}
