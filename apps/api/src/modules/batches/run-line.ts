import type { Actor } from '../accounts/index.ts';
import { checkLine } from './check-line.ts';
import type { BatchesDeps } from './deps.ts';
import type { FileParts } from './file-parts.ts';
import { type Judgement, judgeAnswer } from './judge-answer.ts';
import { type ClaimedLine, endLine, giveLineBack, noteJob, type RunningLine } from './lines.repo.ts';
import { answeredLine, unansweredBytes } from './result-lines.ts';
import { linePlace, type Seal } from './seals.ts';
import type { LineAnswer } from './shapes.ts';

export interface LineParts {
  deps: Pick<BatchesDeps, 'db' | 'carryOut' | 'releaseJob'>;
  file: FileParts;
  seal: Seal;
  endpoint: string;
  actor: Actor;
}

/** Another runner has the line by now: this one lets go, before it has paid. */
class LineTaken extends Error {}

/** Answers one line and writes what came of it, or lets it wait again. Never paid twice, whoever dies when. */
export async function runLine(parts: LineParts, line: RunningLine, claimed: ClaimedLine): Promise<Judgement> {
  const { deps } = parts;
  // Someone asked for it before and died. From here on that job cannot be charged any more, or it was.
  if (claimed.job_id && (await deps.releaseJob(claimed.job_id)) === 'charged') {
    await endUnanswered(parts, line);
    return 'failed';
  }
  const text = (await parts.file.range(claimed.start, claimed.length)).toString('utf8');
  const checked = checkLine(text, claimed.line, parts.endpoint);
  if (!checked.ok) throw new Error('a line that was good is not any more');
  const { url, body, custom_id: customId } = checked.value;
  try {
    const answer = await deps.carryOut(parts.actor, { url, body }, async (jobId) => {
      if (!(await noteJob(deps.db.pool, line, jobId))) throw new LineTaken();
    });
    const judgement = judgeAnswer(answer, claimed.tries);
    if (judgement === 'answered' || judgement === 'failed') await endAnswered(parts, line, customId, answer);
    else await giveLineBack(deps.db.pool, line, judgement === 'try_again' ? 1 : 0);
    return judgement;
  } catch (error) {
    if (error instanceof LineTaken) return 'later';
    throw error;
  }
}

async function endAnswered(
  { deps, seal }: LineParts,
  line: RunningLine,
  customId: string,
  answer: LineAnswer,
): Promise<void> {
  const text = Buffer.from(answeredLine(line.id, line.line, customId, answer));
  await endLine(deps.db.pool, line, {
    state: answer.code === null ? 'answered' : 'failed',
    result: seal.seal(linePlace(line.line), text),
    reason: answer.code,
    bytes: text.length,
  });
}

async function endUnanswered({ deps }: LineParts, line: RunningLine): Promise<void> {
  const reason = 'batch_answer_lost';
  await endLine(deps.db.pool, line, { state: 'failed', result: null, reason, bytes: unansweredBytes(line.id, reason) });
}
