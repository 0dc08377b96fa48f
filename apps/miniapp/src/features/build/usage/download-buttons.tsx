import { useMutation } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { BROKER_URL, trpc, type UsageFilter } from '../../../lib/api/index.ts';
import { downloadFile } from '../../../lib/telegram/index.ts';
import { Button, ErrorNotice } from '../../../ui/index.ts';

const FORMATS = ['csv', 'json'] as const;

/** Every request of the choice as a file, also those that are not on the screen. */
export function DownloadButtons({ filter }: { filter: UsageFilter }) {
  const { usage: texts } = useTexts('build');
  const link = useMutation(
    trpc.usage.exportLink.mutationOptions({
      onSuccess: ({ path }, { format }) => downloadFile(BROKER_URL + path, `spindle-usage.${format}`),
    }),
  );
  return (
    <div className="stack">
      <div className="usage-filters">
        {FORMATS.map((format) => (
          <Button
            key={format}
            icon="arrowIn"
            isBusy={link.isPending && link.variables?.format === format}
            aria-label={texts.download(texts.formats[format])}
            onClick={() => link.mutate({ ...filter, format })}
          >
            {texts.formats[format]}
          </Button>
        ))}
      </div>
      {link.error && <ErrorNotice error={link.error} />}
    </div>
  );
}
