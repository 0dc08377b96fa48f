/**
 * One button of Telegram, several screens that want it: the one on top has it, and gives it back when it goes.
 * @param apply called with the top layer whenever that changes, or with null when none is left.
 */
export function createLayers<State>(apply: (top: State | null) => void): {
  push(state: State): { update(state: State): void; remove(): void };
} {
  const layers: { state: State }[] = [];
  const show = () => apply(layers.at(-1)?.state ?? null);
  return {
    push(state) {
      const layer = { state };
      layers.push(layer);
      show();
      return {
        update(next) {
          layer.state = next;
          show();
        },
        remove() {
          layers.splice(layers.indexOf(layer), 1);
          show();
        },
      };
    },
  };
}
