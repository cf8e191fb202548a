import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The answers that are under way. */
export interface AnswersUnderWay {
  /** Ends streams of events, which would never end by themselves: their listeners come back when the server does. */
  endEvents(): void;
  /** Whether a connection waits for what comes next in such a stream. */
  hasEvents(socket: Socket): boolean;
}

export function trackAnswers(server: Server): AnswersUnderWay {
  const underWay = new Set<ServerResponse>();
  server.on('request', (_request, response: ServerResponse) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  const events = (): readonly ServerResponse[] =>
    [...underWay].filter((response) => String(response.getHeader('content-type')).startsWith('text/event-stream'));
  return {
    endEvents: () => {
      for (const response of events()) response.destroy();
    },
    hasEvents: (socket) => events().some((response) => response.socket === socket),
  };
}
