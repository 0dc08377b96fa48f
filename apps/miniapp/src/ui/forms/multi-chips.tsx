import { haptic } from '../../lib/telegram/index.ts';
import './field.css';

interface MultiChipsProps<Value extends string> {
  label: string;
  values: readonly Value[];
  options: readonly { value: Value; label: string }[];
  onChange: (values: Value[]) => void;
}

/** Choices of which several can be made, in as many lines as they need. Values keep the order of the options. */
export function MultiChips<Value extends string>({ label, values, options, onChange }: MultiChipsProps<Value>) {
  const toggle = (value: Value) => {
    haptic.select();
    const isOn = (option: Value) => (option === value) !== values.includes(option);
    onChange(options.map((option) => option.value).filter(isOn));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame that nobody asked for
    <div className="line line--wrap" style={{ '--gap': '8px' }} role="group" aria-label={label}>
      {options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={values.includes(value)}
          onClick={() => toggle(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
