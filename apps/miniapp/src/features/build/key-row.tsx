import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { KeyView } from '../../lib/api/index.ts';
import { coins } from '../../lib/format/index.ts';
import { Ago, Row } from '../../ui/index.ts';
import { CapBar } from './cap-bar.tsx';

export function KeyRow({ view, onOpen }: { view: KeyView; onOpen: () => void }) {
  const { keys: texts } = useTexts('build');
  const language = useLanguage();
  const cap = view.capNano === null ? texts.noCap : texts.ofCap(coins(view.capNano, language));
  return (
    <Row
      title={<span className="strong">{view.name}</span>}
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
          <div className="strong small">{coins(view.spentNano, language)}</div>
          <div className="muted tiny">{cap}</div>
          <CapBar view={view} />
        </>
      }
      onPress={onOpen}
      label={view.name}
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
