import { ok, type Result } from '@spindle/shared';
// Types alone: whoever renders has the library loaded, and others do without it.
import type { ChatHistoryItem, ChatWrapper, LlamaModel, LlamaText, Token } from 'node-llama-cpp';
import { type ChatMessage, refuse, textOf } from '../questions/index.ts';

/** A question as the model reads it, and what ends its answer. */
export interface Prompt {
  tokens: Token[];
  stopTokens: ReadonlySet<Token>;
  stopTexts: string[];
}

/** The GGUF's own template; a model without one gets what its family is known to use. */
export async function chatWrapperOf(model: LlamaModel): Promise<ChatWrapper> {
  const { JinjaTemplateChatWrapper, resolveChatWrapper } = await import('node-llama-cpp');
  const template = model.fileInfo.metadata.tokenizer?.chat_template;
  if (!template) return resolveChatWrapper(model);
  return new JinjaTemplateChatWrapper({ template, tokenizer: model.tokenizer });
}

/**
 * Renders a chat. Text of the buyer stays text: a `<|im_end|>` inside a message is never read as a control token.
 * Refusal: `parameter_unsupported`.
 */
export function renderChat(model: LlamaModel, wrapper: ChatWrapper, messages: readonly ChatMessage[]): Result<Prompt> {
  const history: ChatHistoryItem[] = [];
  for (const message of messages) {
    const text = textOf(message);
    if (text === null || message.role === 'tool') {
      return { ok: false, fault: refuse('messages', 'this engine reads text only; choose another offer') };
    }
    history.push(historyItem(message.role, text));
  }
  if (history.at(-1)?.type !== 'model') history.push({ type: 'model', response: [] });
  const { contextText, stopGenerationTriggers } = wrapper.generateContextState({ chatHistory: history });
  return ok({ tokens: contextText.tokenize(model.tokenizer), ...stopsOf(model, stopGenerationTriggers) });
}

function historyItem(role: Exclude<ChatMessage['role'], 'tool'>, text: string): ChatHistoryItem {
  if (role === 'user') return { type: 'user', text };
  return role === 'assistant' ? { type: 'model', response: [text] } : { type: 'system', text };
}

/** A trigger of one token stops by that token; a longer one by its text. */
function stopsOf(model: LlamaModel, triggers: readonly LlamaText[]): Pick<Prompt, 'stopTokens' | 'stopTexts'> {
  const stopTokens = new Set<Token>();
  const stopTexts: string[] = [];
  for (const trigger of triggers) {
    const [first, ...rest] = trigger.tokenize(model.tokenizer);
    if (first !== undefined && rest.length === 0) stopTokens.add(first);
    else stopTexts.push(trigger.toString());
  }
  return { stopTokens, stopTexts };
}
