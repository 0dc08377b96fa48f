import { useTexts } from '../../i18n/index.ts';
import { useConfig } from '../../lib/api/index.ts';
import { telegramLink } from '../../lib/links/index.ts';
import { shareToChat } from '../../lib/telegram/index.ts';
import { Row } from '../../ui/index.ts';

/** A listing sent to a chat, as a link that opens it in Telegram; nothing where no bot serves the app. */
export function ShareRow({ listingId, title }: { listingId: string; title: string }) {
  const { listing: texts } = useTexts('offers');
  const { config } = useConfig();
  if (!config?.botUsername) return null;
  const link = telegramLink(config.botUsername, { kind: 'listing', listingId });
  return <Row title={texts.share} onPress={() => shareToChat(link, title)} />;
}
