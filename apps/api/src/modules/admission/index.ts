export { type AdmissionDeps, createAdmission } from './create-admission.ts';
export type {
  Admission,
  AdmissionLimits,
  EnterAsk,
  NodeSlots,
  Place,
  Queued,
  RequestLimits,
  ServiceClass,
  SlotLease,
} from './shapes.ts';
