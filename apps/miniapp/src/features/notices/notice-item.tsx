import { useTexts } from '../../i18n/index.ts';
import type { NoticeView } from '../../lib/api/index.ts';
import { Ago, Badge, Row } from '../../ui/index.ts';

/** One notice: what, what to do, when; it opens what it is about. */
export function NoticeItem({ item }: { item: NoticeView }) {
  const texts = useTexts('notices');
  const { title, text, count, atMs, isRead, href } = item;
  return (
    <Row
      title={
        <>
          <span className={isRead ? undefined : 'strong'}>{title}</span>{' '}
          {count > 1 && <Badge>{texts.times(count)}</Badge>} {!isRead && <Badge tone="accent">{texts.isNew}</Badge>}
        </>
      }
      detail={
        <>
          {text && <span className="notice-text">{text}</span>}
          <span className="tiny">
            <Ago atMs={atMs} />
          </span>
        </>
      }
      {...(href !== null && { href })}
    />
  );
}
