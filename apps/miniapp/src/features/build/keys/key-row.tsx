import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { KeyView } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { Ago, Badge, Row, useNow } from '../../../ui/index.ts';
import { CapBar } from './cap-meters.tsx';
import { metersOf } from './meters-of.ts';

/** A key in the list: of its caps, the one that it will reach first. */
export function KeyRow({ view, onOpen }: { view: KeyView; onOpen: () => void }) {
  const { keys: texts } = useTexts('build');
  const language = useLanguage();
  const { fullest } = metersOf(view);
  const nowMs = useNow(60_000);
  const isOver = view.expiresAt !== null && view.expiresAt <= nowMs;
  const spentNano = fullest ? fullest.spentNano : view.spentNano;
  return (
    <Row
      title={
        <span className="line" style={{ '--gap': '6px' }}>
          <span className="strong cut">{view.name}</span>
          {isOver && <Badge tone="warn">{texts.expired}</Badge>}
        </span>
      }
      detail={
        <>
          <span className="mono tiny">{view.prefix}…</span>
          <br />
          <span className="tiny">
            {view.lastUsedAt === null ? texts.neverUsed : <LastUsed atMs={view.lastUsedAt} />}
          </span>
        </>
      }
      end={
        <>
          <div className="strong small">{coins(spentNano, language)}</div>
          <div className="muted tiny">
            {fullest ? texts.ofPeriod[fullest.period](coins(fullest.capNano, language)) : texts.noCap}
          </div>
          {fullest && <CapBar share={fullest.share} />}
        </>
      }
      onPress={onOpen}
    />
  );
}

function LastUsed({ atMs }: { atMs: number }) {
  const { keys: texts } = useTexts('build');
  return (
    <>
      {texts.used} <Ago atMs={atMs} />
    </>
  );
}
