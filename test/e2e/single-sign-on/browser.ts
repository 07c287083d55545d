/** A browser as far as cookies and redirects go: it keeps strict cookies to itself on a way that began at another site. */
export class Browser {
  readonly #cookies = new Map<string, Cookie>();

  /** @param hosts where names that only exist in the test really are */
  constructor(private readonly hosts: Readonly<Record<string, string>>) {}

  /** One request, no redirect followed. */
  async send(url: string, init: RequestInit & { readonly crossSite?: boolean } = {}): Promise<Answer> {
    const at = new URL(url);
    const cookie = this.#cookiesFor(at, init.crossSite ?? false);
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const response = await fetch(this.#real(at), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(at, line);
    const location = response.headers.get('location');
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: location && new URL(location, at).href,
    };
  }

  /** Cookies a site set, by name. */
  cookie(name: string): string | undefined {
    return [...this.#cookies.values()].find((cookie) => cookie.name === name)?.value;
  }

  plant(host: string, path: string, name: string, value: string): void {
    this.#cookies.set(`${host} ${name}`, { host, path, name, value, isStrict: false });
  }

  #real(at: URL): string {
    return (this.hosts[at.host] ?? at.origin) + at.pathname + at.search;
  }

  #cookiesFor(at: URL, crossSite: boolean): string {
    return [...this.#cookies.values()]
      .filter(
        ({ host, path, isStrict }) => host === at.host && at.pathname.startsWith(path) && !(crossSite && isStrict),
      )
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #keep(at: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const of = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const expires = of('expires');
    const key = `${at.host} ${name}`;
    if (value === '' || of('max-age') === '0' || (expires && Date.parse(expires) < 1e9)) this.#cookies.delete(key);
    else
      this.#cookies.set(key, {
        host: at.host,
        path: of('path') ?? '/',
        name,
        value,
        isStrict: of('samesite')?.toLowerCase() === 'strict',
      });
  }
}

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
  readonly isStrict: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string | null;
}
