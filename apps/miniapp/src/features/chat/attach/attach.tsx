import { useRef, useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/index.ts';
import { MOST_IMAGES, shrinkImage } from './shrink-image.ts';

interface AttachProps {
  images: readonly string[];
  onChange: (images: readonly string[]) => void;
}

/** Takes pictures along, made small on this device first. */
export function AttachButton({ images, onChange }: AttachProps) {
  const { attach: texts } = useTexts('chat');
  const [isBusy, setIsBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null) => {
    setIsBusy(true);
    const taken = await Promise.all([...(files ?? [])].slice(0, MOST_IMAGES - images.length).map(shrinkImage));
    setIsBusy(false);
    onChange([...images, ...taken.filter((image) => image !== null)]);
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => void take(event.target.files)}
      />
      <button
        type="button"
        className="composer__attach"
        aria-label={texts.add}
        disabled={isBusy || images.length >= MOST_IMAGES}
        onClick={() => input.current?.click()}
      >
        <Icon name="plus" size={22} />
      </button>
    </>
  );
}

/** The pictures that go along, each of which can stay behind. */
export function Attached({ images, onChange }: AttachProps) {
  const { attach: texts } = useTexts('chat');
  if (images.length === 0) return null;
  return (
    <div className="attached">
      {images.map((image, at) => (
        <div key={image} className="attached__one">
          <img src={image} alt={texts.image(at + 1)} />
          <button
            type="button"
            aria-label={texts.remove(at + 1)}
            onClick={() => onChange(images.filter((other) => other !== image))}
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
