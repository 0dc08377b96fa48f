import { haptic } from '../../lib/telegram/index.ts';
import './field.css';

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** A few choices side by side, one of them made. */
export function Segmented<Value extends string>(props: ChoiceProps<Value>) {
  return <RadioButtons {...props} group="segmented" button="" />;
}

interface ChipsProps<Value extends string> extends ChoiceProps<Value> {
  /** Where all must be seen at once. */
  isWrapped?: boolean;
}

/** The same for more choices than fit: they scroll, or take as many lines as they need. */
export function Chips<Value extends string>({ isWrapped = false, ...props }: ChipsProps<Value>) {
  return <RadioButtons {...props} group={isWrapped ? 'chips chips--wrapped' : 'chips'} button="chip" />;
}

function RadioButtons<Value extends string>(props: ChoiceProps<Value> & { group: string; button: string }) {
  const { label, value, options, onChange } = props;
  return (
    <div className={props.group} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot look like this without a hidden twin
        <button
          key={option.value}
          type="button"
          role="radio"
          className={props.button}
          aria-checked={option.value === value}
          onClick={() => {
            haptic.select();
            onChange(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
