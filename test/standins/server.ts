import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What a stand-in answers: JSON with a status, or nothing for 404 with an empty body. */
export interface Answer {
  readonly status?: number;
  readonly json: unknown;
  /** These very characters, instead of `json`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Taken time, in milliseconds. */
  readonly afterMs?: number;
}

export interface SeenRequest {
  readonly method: string;
  /** As it was sent: still percent-encoded. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Routes a request to an answer; `undefined` is a 404. */
export type Route = (path: string, request: SeenRequest) => Answer | undefined;

/** What can be wrong with a service. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Accepts the request and never answers. */
  | { readonly kind: 'silent' }
  /** Sends headers, then a byte now and then, for ever. */
  | { readonly kind: 'drip' }
  /** Promises more than it sends, then breaks the connection. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'body'; readonly type: string; readonly body: string }
  | { readonly kind: 'huge'; readonly bytes: number }
  /** Answers rightly, under further headers. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'reset' };

export interface StandIn {
  /** Without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly requests: SeenRequest[];
  /** What is wrong from now on; for the next `times` requests only, when given. */
  fail(fault: Fault | undefined, times?: number): void;
  close(): Promise<void>;
}

/** With it a stand-in speaks HTTPS. PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Only who shows a certificate of this authority is let in. */
  readonly ca?: string;
  readonly requestCert?: true;
}

/** A real HTTP server on 127.0.0.1 that speaks what `route` says, and fails on demand. */
export async function startStandIn(route: Route, certificate?: Certificate): Promise<StandIn> {
  const requests: SeenRequest[] = [];
  let fault: Fault | undefined;
  let left = Infinity;
  const listener: RequestListener = (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const path = incoming.url ?? '/';
      const body = Buffer.concat(chunks).toString('utf8');
      const seen = { method: incoming.method ?? 'GET', path, headers: incoming.headers, body };
      requests.push(seen);
      if (fault !== undefined && left > 0) {
        left -= 1;
        if (fault.kind === 'headers') answer(route(path, seen), response, fault.headers);
        else misbehave(fault, response);
      } else answer(route(path, seen), response);
    });
  };
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${certificate ? 'https' : 'http'}://${host}`,
    host,
    requests,
    fail: (next, times = Infinity) => {
      fault = next;
      left = times;
    },
    close: () => close(server),
  };
}

function answer(
  found: Answer | undefined,
  response: ServerResponse,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (found === undefined) {
    response.writeHead(404).end();
    return;
  }
  setTimeout(() => {
    response.writeHead(found.status ?? 200, {
      'content-type': 'application/json',
      ...found.headers,
      ...headers,
    });
    response.end(found.text ?? JSON.stringify(found.json));
  }, found.afterMs ?? 0);
}

function misbehave(fault: Exclude<Fault, { kind: 'headers' }>, response: ServerResponse): void {
  const json = { 'content-type': 'application/json' };
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, fault.headers).end();
      return;
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end();
      return;
    case 'silent':
      return;
    case 'drip': {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'truncated':
      response.writeHead(200, { ...json, 'content-length': '1000' });
      response.write('{"name":');
      setTimeout(() => response.destroy(), 10);
      return;
    case 'body':
      response.writeHead(200, { 'content-type': fault.type }).end(fault.body);
      return;
    case 'huge':
      response.writeHead(200, json);
      pour(response, fault.bytes);
      return;
    case 'reset':
      response.destroy();
  }
}

/** Writes a string of JSON as fast as it is taken, without holding it in memory. */
function pour(response: ServerResponse, bytes: number): void {
  const chunk = Buffer.alloc(1_000_000, 'x');
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
    if (!response.destroyed) response.end('"');
  };
  response.write('"');
  more();
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
