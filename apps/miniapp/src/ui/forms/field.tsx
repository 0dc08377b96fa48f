import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import './field.css';

interface FrameProps {
  label: string;
  isLabelUnseen?: boolean | undefined;
  icon?: IconName | undefined;
  unit?: string | undefined;
  hint?: ReactNode;
  fault?: string | null | undefined;
  /** Marks the box where the words stand elsewhere, below several fields. */
  isWrong?: boolean | undefined;
}

/** Label, box, and below it what is wrong, or else a hint. The control inside takes the ids. */
function FieldFrame(props: FrameProps & { children: (ids: { id: string; hintId: string }) => ReactNode }) {
  const id = useId();
  const hintId = useId();
  const below = props.fault ?? props.hint;
  return (
    <div className="field">
      <label className={props.isLabelUnseen ? 'unseen' : 'field__label'} htmlFor={id}>
        {props.label}
      </label>
      <div className={props.fault || props.isWrong ? 'field__box field__box--bad' : 'field__box'}>
        {props.icon && <Icon name={props.icon} />}
        {props.children({ id, hintId })}
        {props.unit && <span className="field__unit">{props.unit}</span>}
      </div>
      {below && (
        <p id={hintId} className={props.fault ? 'field__hint field__hint--bad' : 'field__hint'}>
          {below}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends FrameProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  type?: 'text' | 'search' | 'datetime-local';
  maxLength?: number;
}

export function TextField({
  value,
  onChange,
  placeholder,
  inputMode,
  type = 'text',
  maxLength,
  ...frame
}: TextFieldProps) {
  return (
    <FieldFrame {...frame}>
      {({ id, hintId }) => (
        <input
          id={id}
          type={type}
          value={value}
          placeholder={placeholder}
          inputMode={inputMode}
          maxLength={maxLength}
          autoComplete="off"
          enterKeyHint="done"
          aria-invalid={Boolean(frame.fault || frame.isWrong)}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

interface LongTextFieldProps extends FrameProps {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  placeholder?: string;
}

export function LongTextField({ value, onChange, rows = 3, placeholder, ...frame }: LongTextFieldProps) {
  return (
    <FieldFrame {...frame}>
      {({ id, hintId }) => (
        <textarea
          id={id}
          rows={rows}
          value={value}
          placeholder={placeholder}
          aria-invalid={Boolean(frame.fault)}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

interface ChoiceFieldProps extends FrameProps {
  value: string;
  onChange: (value: string) => void;
  groups: { label: string; options: { value: string; label: string }[] }[];
}

/** The phone's own picker: the best one for a long list and one hand. */
export function ChoiceField({ value, onChange, groups, ...frame }: ChoiceFieldProps) {
  return (
    <FieldFrame {...frame}>
      {({ id, hintId }) => (
        <>
          <select id={id} value={value} aria-describedby={hintId} onChange={(event) => onChange(event.target.value)}>
            {groups.map((group) => (
              <optgroup key={group.label} label={group.label}>
                {group.options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          <Icon name="down" size={18} />
        </>
      )}
    </FieldFrame>
  );
}
