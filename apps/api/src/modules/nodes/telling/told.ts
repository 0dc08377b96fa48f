import type { NodeState, Telemetry } from '@spindle/shared';

/** Models that answer now. */
export const loadedOf = (state: NodeState): ReadonlySet<string> =>
  new Set(state.models.filter(({ loaded }) => loaded).map(({ model }) => model));

/** Models that do not, each with the code that the node gave. */
export const troublesOf = (state: NodeState): ReadonlyMap<string, string> =>
  new Map(state.models.flatMap(({ model, loaded, why }) => (loaded || why === undefined ? [] : [[model, why]])));

/** What stays while load and temperature change: only news of it is written down. */
export const slowFactsOf = ({ engines, gpus }: Telemetry): string =>
  JSON.stringify([
    engines.map((it) => [
      it.model,
      it.kind,
      it.version,
      it.name,
      it.revision,
      it.quantisation,
      it.contextLength,
      it.cost,
    ]),
    gpus.map(({ name, vramTotalMb }) => [name, vramTotalMb]),
  ]);
