// A file of its own, so that the table of texts is a chunk of its own.
export { errorText, isErrorCode } from '@spindle/shared';
