import { useTexts } from '../../i18n/index.ts';
import { EmptyState } from '../../ui/index.ts';
import { PRESETS, type PresetName } from './presets/presets.ts';

/** Before the first question: what this chat does that others don't, and ways to begin. */
export function EmptyChat({ onPick }: { onPick: (preset: PresetName) => void }) {
  const { empty, presets } = useTexts('chat');
  return (
    <div className="stack" style={{ '--gap': '16px' }}>
      <EmptyState icon="seal" title={empty.title}>
        {empty.about}
      </EmptyState>
      <div className="presets">
        {PRESETS.map((preset) => (
          <button key={preset} type="button" className="chip" onClick={() => onPick(preset)}>
            {presets[preset].name}
          </button>
        ))}
      </div>
    </div>
  );
}
