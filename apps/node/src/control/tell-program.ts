import { connect } from 'node:net';
import type { Home } from '../home/home.ts';
import { controlAddress } from './control-address.ts';
import { type ControlReply, ControlReplySchema, type ControlWord, LONGEST_LINE } from './control-words.ts';

const PATIENCE_MS = 5_000;

/** Tells the program that runs with this folder something. @returns null when none listens. */
export function tellProgram(home: Pick<Home, 'path'>, word: ControlWord): Promise<ControlReply | null> {
  return new Promise((resolve) => {
    const socket = connect(controlAddress(home).path);
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('connect', () => socket.write(`${JSON.stringify({ do: word })}\n`));
    socket.on('data', (piece: string) => {
      text += piece;
      if (text.length > LONGEST_LINE) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(replyOf(text)));
  });
}

function replyOf(text: string): ControlReply | null {
  try {
    const reply = ControlReplySchema.safeParse(JSON.parse(text));
    return reply.success ? reply.data : null;
  } catch {
    return null;
  }
}
