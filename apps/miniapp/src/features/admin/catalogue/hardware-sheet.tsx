import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { CatalogueView } from '../../../lib/api/index.ts';
import { ErrorNotice, MainAction, Segmented, Sheet, TextField } from '../../../ui/index.ts';
import { EntryButtons } from './entry-buttons.tsx';
import { useCatalogueChange } from './use-catalogue-change.ts';

const KINDS = ['gpu', 'apple', 'cpu'] as const;

interface HardwareSheetProps {
  /** Null for a new one. */
  hardware: CatalogueView['hardware'][number] | null;
  onClose: () => void;
}

export function HardwareSheet({ hardware, onClose }: HardwareSheetProps) {
  const { catalogue: texts } = useTexts('office');
  const [id, setId] = useState(hardware?.id ?? '');
  const [name, setName] = useState(hardware?.name ?? '');
  const [maker, setMaker] = useState(hardware?.maker ?? '');
  const [memory, setMemory] = useState(String(hardware?.memoryGb ?? ''));
  const [kind, setKind] = useState<(typeof KINDS)[number]>(hardware?.kind ?? 'gpu');
  const { saveHardware } = useCatalogueChange(onClose);
  const isReady = id !== '' && name.trim() !== '' && /^\d{1,5}$/.test(memory.trim());
  return (
    <Sheet title={hardware?.name ?? texts.addHardware} onClose={onClose}>
      {!hardware && <TextField label={texts.fields.id} hint={texts.idHint} value={id} onChange={setId} />}
      <TextField label={texts.fields.name} value={name} onChange={setName} />
      <TextField label={texts.fields.maker} value={maker} onChange={setMaker} />
      <TextField label={texts.fields.memory} unit={texts.gb} inputMode="numeric" value={memory} onChange={setMemory} />
      <Segmented
        label={texts.fields.kind}
        value={kind}
        options={KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
        onChange={setKind}
      />
      {saveHardware.error && <ErrorNotice error={saveHardware.error} />}
      <MainAction
        label={texts.save}
        isEnabled={isReady}
        isBusy={saveHardware.isPending}
        onPress={() => saveHardware.mutate({ id, name, maker, memoryGb: Number(memory), kind })}
      />
      {hardware && (
        <EntryButtons
          entry={{ table: 'hardware_class', id: hardware.id }}
          isHidden={hardware.isHidden}
          canDelete={!hardware.isBuiltIn && hardware.listings === 0}
          onDone={onClose}
        />
      )}
    </Sheet>
  );
}
