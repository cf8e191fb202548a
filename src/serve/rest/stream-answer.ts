/** An answer that is made while it is read: nothing is made before the reader takes it, and nothing more when they go. */
export function streamAnswer(
  parts: AsyncIterable<string>,
  type: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const iterator = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
      cancel: async () => void (await iterator.return?.()),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers } });
}
