import { shortened } from '../../../lib/format/index.ts';
import { CopyButton, Row } from '../../../ui/index.ts';

/** Digest and measurements, each to be compared with what one has built by oneself. */
export function MeasuredRows({ rows }: { rows: readonly (readonly [name: string, value: string])[] }) {
  return (
    <>
      {rows.map(([name, value]) => (
        <Row
          key={name}
          title={name}
          detail={<span className="mono tiny">{shortened(value, 18, 8)}</span>}
          end={<CopyButton text={value} isIcon />}
        />
      ))}
    </>
  );
}
