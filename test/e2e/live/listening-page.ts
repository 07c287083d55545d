import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Told {
  readonly name: string;
  readonly id: string | null;
  readonly data: Record<string, unknown>;
}

/** A page that listens, as a browser's EventSource would. */
export class ListeningPage {
  readonly told: Told[] = [];
  /** Of the answer itself. */
  status = 0;
  headers: http.IncomingHttpHeaders = {};
  /** Everything as it came, comments too. */
  text = '';
  lastId: string | null = null;
  isOver = false;
  #rest = '';
  #request: http.ClientRequest | null = null;

  static async open(url: string, token: string, lastId: string | null = null): Promise<ListeningPage> {
    const page = new ListeningPage();
    const headers = { authorization: `Bearer ${token}`, ...(lastId !== null && { 'last-event-id': lastId }) };
    const request = http.get(`${url}/api/v1/live`, { agent: false, headers });
    page.#request = request;
    request.on('error', () => (page.isOver = true));
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    page.status = response.statusCode ?? 0;
    page.headers = response.headers;
    response.setEncoding('utf8').on('data', (text: string) => page.#take(text));
    response.on('close', () => (page.isOver = true)).on('error', () => undefined);
    return page;
  }

  /** The first event of a kind not asked for before. */
  async next(name: string, fits: (told: Told) => boolean = () => true): Promise<Told> {
    return this.until(() => {
      const i = this.told.findIndex((told) => told.name === name && fits(told));
      return i < 0 ? null : (this.told.splice(0, i + 1).at(-1) ?? null);
    });
  }

  async until<T>(look: () => T | null | false): Promise<T> {
    for (let i = 0; i < 400; i++) {
      const found = look();
      if (found) return found;
      await sleep(25);
    }
    throw new Error(`it did not come; there came ${this.text}`);
  }

  over(): Promise<boolean> {
    return this.until(() => this.isOver);
  }

  cut(): void {
    this.#request?.destroy();
  }

  #take(text: string): void {
    this.text += text;
    this.#rest += text;
    const blocks = this.#rest.split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) this.#read(block);
  }

  #read(block: string): void {
    const fields = block
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
    const of = (name: string) => fields.find(([field]) => field === name)?.[1] ?? null;
    this.lastId = of('id') ?? this.lastId;
    const data = of('data');
    if (data !== null)
      this.told.push({
        name: of('event') ?? 'message',
        id: of('id'),
        data: JSON.parse(data) as Record<string, unknown>,
      });
  }
}
