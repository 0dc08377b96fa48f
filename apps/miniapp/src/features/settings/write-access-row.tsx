import { useMutation } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { useConfig } from '../../lib/api/index.ts';
import { askToWrite, mayWrite } from '../../lib/telegram/index.ts';
import { Button, Row } from '../../ui/index.ts';

/** Whether the bot may write (Bot API 6.9). Only where this market has something to say by its bot: nothing is asked for in vain. */
export function WriteAccessRow() {
  const { client: texts } = useTexts('settings');
  const { config } = useConfig();
  const ask = useMutation({ mutationFn: askToWrite });
  const may = mayWrite();
  if (may === null || !config?.doesBotWrite) return null;
  return (
    <Row
      title={texts.write}
      detail={may ? texts.writeOn : ask.data === false ? texts.writeRefused : texts.writeAbout}
      end={
        !may && (
          <Button size="small" isBusy={ask.isPending} onClick={() => ask.mutate()}>
            {texts.writeButton}
          </Button>
        )
      }
    />
  );
}
