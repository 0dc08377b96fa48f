export { readWindows } from './maintenance.repo.ts';
export {
  endWindow,
  listWindows,
  type MaintenanceDeps,
  type PlanWindowInput,
  planWindow,
  toView,
  type WindowView,
} from './plan-maintenance.ts';
export { keepMaintenance } from './tell-maintenance.ts';
export { endOf, type MaintenanceWindow, phaseOf, type WindowPhase } from './window.ts';
