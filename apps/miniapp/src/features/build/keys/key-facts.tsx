import { KEY_SCOPES } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type KeyView, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Ago, Card, Notice, Row, TierBadge } from '../../../ui/index.ts';
import { CapMeters } from './cap-meters.tsx';

/** One key: what it has spent of its caps, when it was used, what it may do. */
export function KeyFacts({ view }: { view: KeyView }) {
  const { keys: texts } = useTexts('build');
  const language = useLanguage();
  const isOver = view.expiresAt !== null && view.expiresAt <= Date.now();
  return (
    <>
      {isOver && (
        <Notice tone="warn" icon="clock" title={texts.expired}>
          {texts.expiredAbout}
        </Notice>
      )}
      <Card>
        <CapMeters view={view} />
      </Card>
      <Card isFlush>
        <Row title={texts.key} end={<span className="mono small">{view.prefix}…</span>} />
        <Row title={texts.lastUse} end={view.lastUsedAt === null ? texts.never : <Ago atMs={view.lastUsedAt} />} />
        <Row
          title={texts.madeAt}
          detail={view.rotatedAt !== null && texts.rotatedAt(moment(view.rotatedAt, language))}
          end={moment(view.createdAt, language)}
        />
        <Row title={texts.expiryTitle} end={view.expiresAt === null ? texts.never : moment(view.expiresAt, language)} />
        <MayDo view={view} />
      </Card>
    </>
  );
}

/** What the key is limited to, besides money. */
function MayDo({ view }: { view: KeyView }) {
  const { keys: texts } = useTexts('build');
  const models = useQuery(trpc.market.models.queryOptions({}));
  const nameOf = (modelId: string) => models.data?.find((it) => it.modelId === modelId)?.name ?? modelId;
  const hasAll = view.scopes.length === KEY_SCOPES.length;
  return (
    <>
      <Row
        title={texts.scopesTitle}
        end={hasAll ? texts.allScopes : view.scopes.map((scope) => texts.scopes[scope]).join(', ')}
      />
      <Row
        title={texts.modelsTitle}
        detail={view.models.length > 1 && view.models.map(nameOf).join(', ')}
        end={view.models.length < 2 && (view.models.map(nameOf)[0] ?? texts.anyModel)}
      />
      <Row title={texts.tierTitle} end={view.minTier ? <TierBadge tier={view.minTier} /> : texts.anyTier} />
    </>
  );
}
