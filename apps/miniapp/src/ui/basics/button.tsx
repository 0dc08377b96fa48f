import type { ButtonHTMLAttributes, MouseEvent } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import './button.css';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'> {
  look?: 'primary' | 'secondary' | 'soft' | 'plain' | 'danger';
  size?: 'normal' | 'small';
  icon?: IconName;
  isWide?: boolean;
  /** Shows that it works, and takes no second press. */
  isBusy?: boolean;
  isSubmit?: boolean;
}

export function Button(props: ButtonProps) {
  const {
    look = 'secondary',
    size = 'normal',
    icon,
    isWide,
    isBusy = false,
    isSubmit,
    onClick,
    children,
    ...rest
  } = props;
  const classes = ['button', `button--${look}`, size === 'small' && 'button--small', isWide && 'button--wide'];
  return (
    <button
      {...rest}
      type={isSubmit ? 'submit' : 'button'}
      className={classes.filter(Boolean).join(' ')}
      disabled={rest.disabled || isBusy}
      aria-busy={isBusy}
      onClick={(event) => (isSecondOfTwo(event) ? event.preventDefault() : onClick?.(event))}
    >
      {isBusy ? <span className="spinner" /> : icon && <Icon name={icon} size={size === 'small' ? 17 : 20} />}
      {children}
    </button>
  );
}

/**
 * A double click means one press: the first may have put another button in this place, such as «Resume» in that of «Pause». Keys and
 * readers of the screen count none.
 */
const isSecondOfTwo = ({ detail }: MouseEvent): boolean => detail > 1;

/** A round button that is only an icon; its label is read aloud. */
export function IconButton({ icon, label, onPress }: { icon: IconName; label: string; onPress: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label={label} onClick={onPress}>
      <Icon name={icon} size={22} />
    </button>
  );
}
