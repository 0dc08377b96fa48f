import { expect, it, vi } from 'vitest';
import { Button } from './button.tsx';

/** A click as the browser tells it: its count within a double or triple one; 0 of a key. */
function click(onClick: () => void, detail: number) {
  const preventDefault = vi.fn();
  Button({ onClick, children: 'Pause' }).props.onClick({ detail, preventDefault });
  return preventDefault;
}

it('takes a double click for one press, and any number of keys for as many', () => {
  const onClick = vi.fn();
  click(onClick, 1);
  const refused = click(onClick, 2);
  expect(onClick).toHaveBeenCalledTimes(1);
  expect(refused).toHaveBeenCalledTimes(1);
  click(onClick, 0);
  click(onClick, 0);
  expect(onClick).toHaveBeenCalledTimes(3);
});
