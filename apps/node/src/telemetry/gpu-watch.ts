import { execFile } from 'node:child_process';
import { type GpuTelemetry, MOST_GPUS_TOLD } from '@spindle/shared';
import { hasTool } from './find-tool.ts';
import { GPU_TOOLS, type GpuTool } from './read-gpus.ts';

const PATIENCE_MS = 3_000;
/** After a tool that hung or failed. */
const AGAIN_AFTER_MS = 5 * 60_000;
const MAX_BYTES = 256 * 1024;

interface Known {
  tool: GpuTool;
  /** Started and not ended, though we wait no longer: another beside it would hang as well. */
  isRunning: boolean;
  notBeforeMs: number;
}

/**
 * Looks at the GPUs by the tool of their maker. Nothing that a tool does may hurt: it is killed after three seconds, and
 * one that even that does not end is left alone and not started again.
 */
export class GpuWatch {
  readonly #tools: Known[];

  constructor(
    tools: readonly GpuTool[] = GPU_TOOLS,
    private readonly patienceMs: number = PATIENCE_MS,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.#tools = tools.map((tool) => ({ tool, isRunning: false, notBeforeMs: 0 }));
  }

  /** @returns an empty list where no tool tells: there is no GPU, or it can't be seen now. */
  async read(): Promise<GpuTelemetry[]> {
    for (const known of this.#tools) {
      if (known.isRunning || this.nowMs() < known.notBeforeMs) continue;
      const said = (await hasTool(known.tool.file)) ? await this.#run(known) : null;
      const gpus = said === null ? null : known.tool.read(said);
      if (gpus) return gpus.slice(0, MOST_GPUS_TOLD);
      known.notBeforeMs = this.nowMs() + AGAIN_AFTER_MS;
    }
    return [];
  }

  #run(known: Known): Promise<string | null> {
    const { file, args } = known.tool;
    known.isRunning = true;
    return new Promise((resolve) => {
      const options = { timeout: this.patienceMs, killSignal: 'SIGKILL', maxBuffer: MAX_BYTES } as const;
      const child = execFile(file, [...args], options, (error, stdout) => {
        known.isRunning = false;
        resolve(error ? null : stdout);
      });
      // A process that waits for a broken driver does not even die.
      setTimeout(() => {
        child.unref();
        resolve(null);
      }, this.patienceMs * 2).unref();
    });
  }
}
