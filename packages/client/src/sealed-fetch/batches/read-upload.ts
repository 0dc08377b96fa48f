import { FaultError } from '@spindle/shared';

export interface Upload {
  name: string;
  purpose: 'batch';
  content: Uint8Array;
}

/** Reads the form of `POST /files`. Throws `parameter_unsupported`. */
export async function readUpload(request: Request): Promise<Upload> {
  const form = await request.formData().catch(() => null);
  const file = form?.get('file');
  if (!form || !file || typeof file === 'string') throw refused('file', 'send a form with the file in it');
  if (form.get('purpose') !== 'batch') throw refused('purpose', 'use "batch": files are for batches here');
  return { name: file.name, purpose: 'batch', content: new Uint8Array(await file.arrayBuffer()) };
}

const refused = (parameter: string, hint: string): FaultError =>
  new FaultError({ code: 'parameter_unsupported', facts: { parameter, hint } });
