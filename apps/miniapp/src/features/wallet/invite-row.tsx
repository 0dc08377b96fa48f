import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { trpc, useConfig } from '../../lib/api/index.ts';
import { telegramLink } from '../../lib/links/index.ts';
import { openOutside } from '../../lib/telegram/index.ts';
import { Row } from '../../ui/index.ts';

/** A link of one's own to send around in Telegram; who comes by it for the first time is counted. */
export function InviteRow({ accountId }: { accountId: string }) {
  const { you: texts } = useTexts('wallet');
  const { config } = useConfig();
  const referrals = useQuery(trpc.promotions.referrals.queryOptions());
  const bot = config?.botUsername;
  if (!bot) return null;
  const link = telegramLink(bot, { kind: 'home' }, accountId);
  const count = referrals.data?.count ?? 0;
  return (
    <Row
      title={texts.invite}
      detail={count > 0 && texts.invited(count)}
      onPress={() => openOutside(`https://t.me/share/url?url=${encodeURIComponent(link)}`)}
    />
  );
}
