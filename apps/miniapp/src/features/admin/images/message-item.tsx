import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ListMessage, trpc, useConfig } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { signListMessage } from '../../../lib/wallet/index.ts';
import { Button, Card, CopyButton, ErrorNotice, Row } from '../../../ui/index.ts';

/** Something that a wallet has to send to the contract: signed here, or copied to where the wallet is. `name`: of the image. */
export function MessageItem({ message: asked, name }: { message: ListMessage; name: string | null }) {
  const texts = useTexts('images');
  const language = useLanguage();
  const { config } = useConfig();
  const queries = useQueryClient();
  const sign = useMutation({
    mutationFn: async () => {
      if (config) await signListMessage({ config, language, asked });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.images.view.queryKey() }),
  });
  const { act, leafHash, from, message } = asked;
  const { title, about } = texts.acts[act];
  const who = from.length === 0 ? texts.anybody : from.map((address) => shortened(address, 8, 4)).join(', ');
  return (
    <Card isFlush>
      <Row
        title={leafHash ? `${title}: ${name ?? shortened(leafHash, 8, 4)}` : title}
        detail={`${about} ${texts.from(who)}`}
      />
      <div className="row">
        <Button
          size="small"
          look={act === 'revoke_all' || act === 'cancel' ? 'danger' : 'primary'}
          isBusy={sign.isPending}
          onClick={() => sign.mutate()}
        >
          {texts.sign}
        </Button>
        <CopyButton text={JSON.stringify(message, null, 2)} label={texts.copy} />
      </div>
      {sign.isSuccess && <p className="muted small">{texts.sent}</p>}
      {sign.error && <ErrorNotice error={sign.error} />}
    </Card>
  );
}
