import { needs } from '../access/caller.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';

/** POST `/mcp`: the archive for programs that read it for a person. Each request stands alone: there are no sessions to keep or to lose.
 *  The modules of the protocol are loaded when somebody asks. Spec: MCP, Streamable HTTP. */
export function addMcpRoutes(app: ServiceApp, context: ServiceContext): void {
  app.post('/mcp', needs('read'), async (c) => {
    const { createMcpServer } = await import('./create-mcp-server.ts');
    const { WebStandardStreamableHTTPServerTransport } =
      await import('@modelcontextprotocol/server');
    const server = createMcpServer(context);
    const transport = new WebStandardStreamableHTTPServerTransport({
      enableJsonResponse: true,
      maxRequestBodySize: 65_536,
    });
    await server.connect(transport);
    const answer = await transport.handleRequest(c.req.raw);
    const body = await answer.arrayBuffer(); // JSON, whole: then nothing is under way any more
    await server.close();
    c.header('Cache-Control', 'no-store');
    const type = answer.headers.get('Content-Type');
    if (type !== null) c.header('Content-Type', type);
    return c.newResponse(body, answer.status as 200);
  });
  app.all('/mcp', needs('read'), (c) => c.text('Send messages by POST.\n', 405, { Allow: 'POST' }));
}
