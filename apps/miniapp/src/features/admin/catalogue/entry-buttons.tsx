import { useTexts } from '../../../i18n/index.ts';
import type { CatalogueInputs } from '../../../lib/api/index.ts';
import { Button, ErrorNotice } from '../../../ui/index.ts';
import { useCatalogueChange } from './use-catalogue-change.ts';

interface EntryButtonsProps {
  entry: CatalogueInputs['drop'];
  isHidden: boolean;
  canDelete: boolean;
  onDone: () => void;
}

/** Off the market and back; deleting is for what nobody ever offered. */
export function EntryButtons({ entry, isHidden, canDelete, onDone }: EntryButtonsProps) {
  const { catalogue: texts } = useTexts('office');
  const { hide, drop } = useCatalogueChange(onDone);
  const error = hide.error ?? drop.error;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <div className="line" style={{ '--gap': '10px' }}>
        <Button isBusy={hide.isPending} onClick={() => hide.mutate({ ...entry, isHidden: !isHidden })}>
          {isHidden ? texts.show : texts.hide}
        </Button>
        {canDelete && (
          <Button look="danger" isBusy={drop.isPending} onClick={() => drop.mutate(entry)}>
            {texts.delete}
          </Button>
        )}
      </div>
      <p className="muted small">{isHidden ? texts.showAbout : texts.hideAbout}</p>
    </>
  );
}
