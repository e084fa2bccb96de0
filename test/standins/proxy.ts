import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** What came to the proxy, before it was passed on. */
export interface ProxiedRequest {
  readonly method: string;
  /** The target: `host:port` of a tunnel, else the whole address. */
  readonly target: string;
  readonly authorization: string | undefined;
}

export interface ProxyStandIn {
  readonly host: string;
  readonly requests: ProxiedRequest[];
  close(): Promise<void>;
}

/** A forward proxy that passes everything on to 127.0.0.1, whatever name the target has. */
export async function startProxy({
  authorization,
}: { readonly authorization?: string } = {}): Promise<ProxyStandIn> {
  const requests: ProxiedRequest[] = [];
  const sockets = new Set<Socket>();
  const isLetIn = (incoming: IncomingMessage): boolean => {
    const stated = incoming.headers['proxy-authorization'];
    requests.push({ method: incoming.method ?? '', target: incoming.url ?? '', authorization: stated });
    return authorization === undefined || stated === authorization;
  };
  const server = createServer((incoming, response) => {
    if (isLetIn(incoming)) passOn(incoming, response);
    else response.writeHead(407).end();
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    if (isLetIn(incoming)) tunnel(incoming, socket);
    else socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function tunnel(incoming: IncomingMessage, socket: Socket): void {
  const upstream = connect(Number(/:(\d+)$/.exec(incoming.url ?? '')?.[1]), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
}

function passOn(incoming: IncomingMessage, response: ServerResponse): void {
  const { port, pathname, search } = new URL(incoming.url ?? '');
  const headers = { ...incoming.headers };
  delete headers['proxy-authorization'];
  const options = { host: '127.0.0.1', port, path: pathname + search, method: incoming.method, headers };
  const upstream = send(options, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => response.writeHead(502).end());
  incoming.pipe(upstream);
}
