import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { trpc, useConfig } from '../../lib/api/index.ts';
import { telegramLink } from '../../lib/links/index.ts';
import { canShareToStory, shareToChat, shareToStory } from '../../lib/telegram/index.ts';
import { Card, Row, Section } from '../../ui/index.ts';

/** A link of one's own, into a chat or under a story; who comes by it for the first time is counted. */
export function ShareSection() {
  const { share: texts } = useTexts('settings');
  const { config } = useConfig();
  const me = useQuery(trpc.auth.me.queryOptions());
  const bot = config?.botUsername;
  if (!bot || !me.data) return null;
  const link = telegramLink(bot, { kind: 'home' }, me.data.accountId);
  const story = () => shareToStory(`${config.publicUrl}/story.png`, { url: link, name: texts.storyLink }, texts.text);
  return (
    <Section title={texts.title}>
      <Card isFlush>
        <Row title={texts.chat} onPress={() => shareToChat(link, texts.text)} />
        {canShareToStory() && <Row title={texts.story} onPress={story} />}
      </Card>
    </Section>
  );
}
