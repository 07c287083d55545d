import request, { type Response, type Test } from 'supertest';
import { API_PREFIX, isOutside } from '../../src/platform/openapi/prefix.ts';
import type { TestApp } from './app.ts';
import { checkAnswer } from './check-answer.ts';
import { noteSeen } from './seen.ts';

/** Somebody who is signed in: what people.ts makes. */
export interface SignedIn {
  /** An access token that holds now, sent as `Authorization: Bearer`. */
  readonly token: () => string;
}

/** Paths are those of the API without its prefix (`/units`); `/health…`, `/dev…` and `/api…` are taken as they are. */
export interface Client {
  get(path: string): Test;
  head(path: string): Test;
  options(path: string): Test;
  post(path: string, body?: object): Test;
  put(path: string, body?: object): Test;
  patch(path: string, body?: object): Test;
  delete(path: string): Test;
}

export interface Api {
  as(person: SignedIn): Client;
  anonymous(): Client;
}

/**
 * The API over real HTTP. Every answer is held against dist/openapi.json; one that is not as declared fails the test.
 * @example const { body } = await api(app).as(clerk).post('/groups', { name: 'Khối phường' }).expect(201);
 */
export function api(app: Pick<TestApp, 'url'>): Api {
  const agent = request(app.url);
  return {
    as: ({ token }) => client((method, path) => agent[method](path).set('authorization', `Bearer ${token()}`)),
    anonymous: () => client((method, path) => agent[method](path)),
  };
}

type Method = 'get' | 'head' | 'options' | 'post' | 'put' | 'patch' | 'delete';

function client(open: (method: Method, path: string) => Test): Client {
  const call = (method: Method, path: string, body?: object): Test => {
    const test = watched(open(method, addressOf(path)), method, addressOf(path));
    return body === undefined ? test : test.send(body);
  };
  return {
    get: (path) => call('get', path),
    head: (path) => call('head', path),
    options: (path) => call('options', path),
    post: (path, body) => call('post', path, body),
    put: (path, body) => call('put', path, body),
    patch: (path, body) => call('patch', path, body),
    delete: (path) => call('delete', path),
  };
}

function addressOf(path: string): string {
  const [pathname = ''] = path.split('?');
  return pathname.startsWith('/api/') || isOutside(pathname) ? path : `/${API_PREFIX}${path}`;
}

function watched(test: Test, method: Method, address: string): Test {
  const path = new URL(address, 'http://any').pathname;
  return explained(test).expect((response: Response) => {
    const { operationId, mistake } = checkAnswer({
      method: method.toUpperCase(),
      path,
      status: response.status,
      type: method === 'head' || response.text === '' ? '' : response.type,
      body: response.body as unknown,
    });
    if (operationId) noteSeen(operationId, response.status);
    if (mistake) throw new Error(mistake);
  });
}

/** supertest's own, which says two numbers and nothing else. */
const STATUS = '_assertStatus';
type AssertStatus = (status: number, response: Response) => Error | undefined;

/** "expected 201, got 404" says what the 404 was about. */
function explained(test: Test): Test {
  const inner = test as unknown as { [STATUS]: AssertStatus };
  const assertStatus = inner[STATUS].bind(test);
  inner[STATUS] = (status, response) => {
    const error = assertStatus(status, response);
    if (error && response.type.endsWith('json')) error.message += `: ${response.text.slice(0, 1000)}`;
    return error;
  };
  return test;
}
