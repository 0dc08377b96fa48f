import { ok } from '@spindle/shared';
import * as provider from '../../../modules/console/index.ts';
import { endWindow, listWindows, planWindow } from '../../../modules/listings/index.ts';
import type { Nodes } from '../../../modules/nodes/index.ts';
import { earnChart } from '../../../modules/usage/index.ts';
import type { ConsoleServices } from './console-services.ts';
import { earningsLink } from './export-earnings.ts';

export type BindConsoleDeps = Omit<provider.ConsoleDeps, 'nodes'> & {
  nodes: provider.ConsoleDeps['nodes'] & Pick<Nodes, 'retire' | 'move'>;
  exportSecret: Buffer;
};

/** Binds the use cases of a provider's console. */
export function bindConsole(deps: BindConsoleDeps): ConsoleServices {
  return {
    checklist: (actor, input) => provider.earningChecklist(deps, actor, input),
    chart: (actor, input) => earnChart(deps, actor, input),
    exportLink: async (actor, input) => earningsLink(deps, actor, input),
    prices: (actor, input) => provider.priceAdvice(deps, actor, input),
    windows: (actor, input) => listWindows(deps, actor, input),
    planWindow: (actor, input) => planWindow(deps, actor, input),
    endWindow: (actor, input) => endWindow(deps, actor, input),
    retireNode: (actor, { nodeId }) => deps.nodes.retire(actor, nodeId),
    moveNode: (actor, input) => deps.nodes.move(actor, input),
    estimateCatalog: async () => ok(await provider.estimateCatalog(deps)),
    estimate: (input) => provider.estimate(deps, input),
  };
}
