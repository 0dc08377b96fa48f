import { useTexts } from '../../../i18n/index.ts';
import { canScan, scanCode } from '../../../lib/telegram/index.ts';
import { Button } from '../../../ui/index.ts';
import { codeIn } from './code-in.ts';

/** Telegram's own scanner for the QR code on the machine's screen; nothing where the client has none. */
export function ScanButton({ onCode }: { onCode: (code: string) => void }) {
  const texts = useTexts('pair');
  if (!canScan()) return null;
  const scan = async () => {
    const code = await scanCode(texts.scanHint, codeIn);
    if (code !== null) onCode(code);
  };
  return (
    <Button look="soft" isWide icon="search" onClick={scan}>
      {texts.scan}
    </Button>
  );
}
