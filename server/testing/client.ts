import { API, type Api, type EndpointName } from '../../contract/api.ts';
import type { Endpoint, Request, Result } from '../../contract/endpoint.ts';
import { type Problem, problem } from '../../contract/problem.ts';

type Options<E extends Endpoint> = Partial<Request<E>> & { readonly headers?: Record<string, string> };

export interface Answer<N extends EndpointName> {
  readonly status: number;
  /** The parsed answer. Reading it of a refused request fails the test. */
  readonly body: Result<Api[N]>;
  /** The problem of a refused request. Reading it of a good answer fails the test. */
  readonly problem: Problem;
  readonly headers: Headers;
}

/** Speaks to a running Rollcall as a browser does: with its cookie, its `Origin`, and an address of its own. */
export class Client {
  readonly baseUrl: string;
  readonly address = `10.${rand()}.${rand()}.${rand()}`;
  cookie = '';
  /** By which users know this browser that signed in from it; a browser keeps it when the session ends. */
  browserCookie = '';

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** Calls an endpoint of the contract by its name. */
  async call<N extends EndpointName>(name: N, options: Options<Api[N]> = {}): Promise<Answer<N>> {
    const endpoint: Endpoint = API[name];
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
      String((options.params as Record<string, string>)[key]),
    );
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries((options.query as object | undefined) ?? {})) {
      for (const one of [value].flat()) search.append(key, String(one));
    }
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    const response = await this.send(endpoint.method, search.size > 0 ? `${path}?${search}` : path, body, options.headers);
    const text = await response.text();
    return answerOf(endpoint, response, text) as Answer<N>;
  }

  /** A raw request, for what no honest client sends. */
  async send(method: string, path: string, body?: string | Buffer, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        'x-forwarded-for': this.address,
        origin: this.baseUrl,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie || this.browserCookie ? { cookie: [this.cookie, this.browserCookie].filter(Boolean).join('; ') } : {}),
        ...headers,
      },
      body: body as string,
    });
    for (const set of response.headers.getSetCookie()) this.#keep(set.split(';')[0] ?? '');
    return response;
  }

  /** A cookie takes the place of an earlier one with its name. */
  #keep(pair: string): void {
    const name = pair.slice(0, pair.indexOf('=') + 1);
    if (name.includes('rollcall_browser')) {
      this.browserCookie = pair;
      return;
    }
    const others = this.cookie.split('; ').filter((one) => one !== '' && !one.startsWith(name));
    this.cookie = [...others, pair].join('; ');
  }
}

function answerOf(endpoint: Endpoint, response: Response, text: string): Answer<EndpointName> {
  const { status, headers } = response;
  return {
    status,
    headers,
    get body() {
      if (status !== endpoint.status) throw new Error(`${endpoint.name} answered ${status}: ${text}`);
      return (endpoint.response ? endpoint.response.parse(JSON.parse(text)) : undefined) as never;
    },
    get problem() {
      if (status < 400) throw new Error(`${endpoint.name} answered ${status}, not a problem`);
      return problem.parse(JSON.parse(text));
    },
  };
}

function rand(): number {
  return Math.floor(Math.random() * 254) + 1;
}
