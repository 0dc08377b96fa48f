export { readWindows } from './maintenance.repo.ts';
export { endWindow, listWindows, type MaintenanceDeps, planWindow } from './plan-maintenance.ts';
export { keepMaintenance } from './tell-maintenance.ts';
export { endOf, phaseOf } from './window.ts';
