import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { Chips, LongTextField, MainAction, Sheet } from '../../../ui/index.ts';
import { HoldLine } from '../hold-line.tsx';
import type { Asking } from '../use-asking.ts';
import { PRESET_CHOICES, type PresetName, presetQuestion } from './presets.ts';

interface PresetSheetProps {
  preset: PresetName;
  asking: Asking;
  onClose: () => void;
}

/** A small screen for one thing that people do often: the text, one choice, and what it may cost. */
export default function PresetSheet({ preset, asking, onClose }: PresetSheetProps) {
  const { presets } = useTexts('chat');
  const language = useLanguage();
  const [text, setText] = useState('');
  const choices: readonly string[] = PRESET_CHOICES[preset];
  const [choice, setChoice] = useState(() => (preset === 'translate' ? language : (choices[0] ?? '')));
  const { name, about, field, label } = presets[preset];
  const words: Readonly<Record<string, { name: string; wish: string }>> = presets[preset].choices;
  const question = presetQuestion(words[choice]?.wish ?? '', text);
  const isReady = text.trim() !== '' && asking.isReady;
  const send = () => {
    onClose();
    asking.ask({ text: question, images: [] });
  };
  return (
    <Sheet title={name} onClose={onClose}>
      <p className="muted small">{about}</p>
      <LongTextField label={field} value={text} onChange={setText} rows={7} />
      <div className="stack" style={{ '--gap': '8px' }}>
        <h3>{label}</h3>
        <Chips
          label={label}
          value={choice}
          options={choices.map((value) => ({ value, label: words[value]?.name ?? value }))}
          onChange={setChoice}
        />
      </div>
      <HoldLine asking={asking} question={{ text: question, images: [] }} />
      <MainAction label={name} isEnabled={isReady} onPress={send} />
    </Sheet>
  );
}
