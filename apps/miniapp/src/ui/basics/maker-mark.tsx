import './maker-mark.css';

const HUES = [212, 262, 162, 22, 338, 190, 48, 288];

/** A maker's letter in a colour of its own: enough to find a row again. */
export function MakerMark({ maker, size = 42 }: { maker: string; size?: number }) {
  const sum = [...maker].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return (
    <span
      className="maker-mark"
      aria-hidden="true"
      style={{ '--hue': HUES[sum % HUES.length], width: size, height: size, fontSize: size * 0.43 }}
    >
      {maker.slice(0, 1).toUpperCase()}
    </span>
  );
}
