export { requestObject } from './request-object.ts';
export { EXPORT_FORMATS, type ExportFormat, sendUsage } from './send-usage.ts';
export { csvCell, type Field, usageFields } from './usage-fields.ts';
