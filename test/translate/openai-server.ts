import { demand, readJson, shout, startService, type ServiceServer } from './start-service.ts';

export interface SentText {
  readonly id: number;
  readonly text: string;
}

export interface OpenaiServer extends ServiceServer {
  /** What the model writes, given the texts; else it does as it was told. */
  say(answer: ((texts: readonly SentText[]) => string) | undefined): void;
  /** What it was told apart from the texts. */
  readonly prompts: readonly string[];
}

/** What the chat completions of OpenAI's interface take and answer. */
export async function startOpenai(key: string): Promise<OpenaiServer> {
  let say: ((texts: readonly SentText[]) => string) | undefined;
  const prompts: string[] = [];
  const server = await startService(
    (request) => {
      demand(
        request.headers.authorization === (key === '' ? undefined : `Bearer ${key}`),
        'Incorrect API key provided',
        401,
      );
      demand(`${request.method} ${request.path}` === 'POST /v1/chat/completions', 'Unknown request URL', 404);
      const { model, temperature, messages } = readJson(request, ['model', 'temperature', 'messages']);
      demand(model === 'made-up-1', 'The model does not exist', 404);
      demand(typeof temperature === 'number' && temperature >= 0 && temperature <= 2, 'Invalid temperature');
      demand(Array.isArray(messages) && messages.length === 2, 'Invalid messages');
      const [system, user] = messages.map(readMessage);
      demand(system?.role === 'system' && user?.role === 'user', 'Invalid roles');
      prompts.push(system.content);
      const texts = readTexts(user.content);
      const content = say?.(texts) ?? JSON.stringify(texts.map(({ id, text }) => ({ id, text: shout(text) })));
      const choice = {
        index: 0,
        message: { role: 'assistant', content, refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      };
      return {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model,
        choices: [choice],
        usage: { total_tokens: 9 },
      };
    },
    (message) => ({ error: { message, type: 'invalid_request_error', param: null, code: null } }),
  );
  return { ...server, prompts, say: (answer) => void (say = answer) };
}

function readMessage(message: unknown): { readonly role: unknown; readonly content: string } {
  demand(
    typeof message === 'object' && message !== null && 'role' in message && 'content' in message,
    'Invalid message',
  );
  demand(Object.keys(message).length === 2 && typeof message.content === 'string', 'Invalid message');
  return { role: message.role, content: message.content };
}

function readTexts(content: string): readonly SentText[] {
  const texts: unknown = JSON.parse(content);
  demand(Array.isArray(texts), 'no array of texts');
  return texts.map((text: unknown) => {
    demand(typeof text === 'object' && text !== null && 'id' in text && 'text' in text, 'no text');
    demand(typeof text.id === 'number' && typeof text.text === 'string', 'no text');
    return { id: text.id, text: text.text };
  });
}
