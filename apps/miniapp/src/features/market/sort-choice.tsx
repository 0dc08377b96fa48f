import { useCanBuy } from '../../lib/api/index.ts';
import { Segmented } from '../../ui/index.ts';

interface SortChoiceProps<Sort extends string> {
  label: string;
  value: Sort;
  sorts: readonly Sort[];
  names: Record<Sort, string>;
  /** What an order leaves out. */
  note?: string;
  onChange: (sort: Sort) => void;
}

/** In which order models or offers stand; by price only where prices are shown. */
export function SortChoice<Sort extends string>(props: SortChoiceProps<Sort>) {
  const { label, value, sorts, names, note, onChange } = props;
  const canBuy = useCanBuy();
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      <span className="strong small" aria-hidden="true">
        {label}
      </span>
      <Segmented
        label={label}
        value={value}
        options={sorts
          .filter((sort) => canBuy || sort !== 'price')
          .map((sort) => ({ value: sort, label: names[sort] }))}
        onChange={onChange}
      />
      {note && <p className="muted tiny">{note}</p>}
    </div>
  );
}
