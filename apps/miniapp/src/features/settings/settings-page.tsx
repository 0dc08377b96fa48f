import { useLanguage, useTexts } from '../../i18n/index.ts';
import { canClient, useTelegram } from '../../lib/telegram/index.ts';
import { Card, Notice, Page, Row, Section, Segmented } from '../../ui/index.ts';
import { ConfirmSection } from './confirm-section.tsx';
import { FullscreenRow } from './fullscreen-row.tsx';
import { HomeScreenRow } from './home-screen-row.tsx';
import { LANGUAGES, useLanguageChoice } from './language-choice.ts';
import { ShareSection } from './share-section.tsx';
import { WriteAccessRow } from './write-access-row.tsx';

/** What this app does on this device, and in the client that it runs in: Telegram's own menu opens it too. */
export default function SettingsPage() {
  const texts = useTexts('settings');
  const language = useLanguage();
  const choose = useLanguageChoice('settings');
  return (
    <Page title={texts.title} back="/wallet">
      <Card isFlush>
        <div className="row">
          <span className="grow">{texts.language}</span>
          <Segmented label={texts.language} value={language} options={LANGUAGES} onChange={choose} />
        </div>
        <Row title={texts.notices} href="/notices" />
        <Row title={texts.disputes} href="/disputes" />
        <Row title={texts.policy} href="/policy" />
      </Card>
      <ClientSection />
      <ShareSection />
    </Page>
  );
}

/** What only Telegram can do; where it can't, what would help. */
function ClientSection() {
  const { client: texts } = useTexts('settings');
  const isInTelegram = useTelegram() !== null;
  const can = canClient('fullscreen') || canClient('homeScreen') || canClient('biometrics');
  return (
    <Section title={texts.title}>
      {!can && <Notice icon="info">{isInTelegram ? texts.old : texts.outside}</Notice>}
      {isInTelegram && (
        <Card isFlush>
          <FullscreenRow />
          <HomeScreenRow />
          <WriteAccessRow />
        </Card>
      )}
      {isInTelegram && canClient('biometrics') && <ConfirmSection />}
    </Section>
  );
}
