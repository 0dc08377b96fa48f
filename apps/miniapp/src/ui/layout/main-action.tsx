import { useMainButton, useTelegram } from '../../lib/telegram/index.ts';
import { Button } from '../basics/button.tsx';

interface MainActionProps {
  label: string;
  onPress: () => void;
  isEnabled?: boolean;
  isBusy?: boolean;
}

/** The one thing to do on this screen: Telegram's own button, or in a browser one that stays at the bottom. */
export function MainAction(props: MainActionProps) {
  return useTelegram() ? <InTelegram {...props} /> : <InPage {...props} />;
}

function InTelegram({ label, onPress, isEnabled = true, isBusy = false }: MainActionProps) {
  useMainButton({ text: label, isEnabled, isBusy, onPress });
  return null;
}

function InPage({ label, onPress, isEnabled = true, isBusy = false }: MainActionProps) {
  return (
    <div className="main-action">
      <Button look="primary" isWide disabled={!isEnabled} isBusy={isBusy} onClick={onPress}>
        {label}
      </Button>
    </div>
  );
}
