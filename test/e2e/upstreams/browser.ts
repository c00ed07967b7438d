interface PageRequest {
  method?: string;
  body?: URLSearchParams;
  headers?: Record<string, string>;
}

/** Follows redirects and keeps cookies, as a browser does, but hands every answer over. One origin only. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  /** Requests a page and follows redirects within the origin; the answer that leaves it is returned as it is. */
  async open(url: string, init: PageRequest = {}): Promise<Response> {
    const headers = { ...init.headers, cookie: Array.from(this.cookies, (pair) => pair.join('=')).join('; ') };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.keepCookies(response);
    const target = response.headers.get('location');
    if (target === null) return response;
    const next = new URL(target, url);
    return next.origin === this.origin ? this.open(next.href) : response;
  }

  /** Posts a form to the page that an answer came from. */
  submit(page: Response, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.open(page.url, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const separator = pair.indexOf('=');
      const name = pair.slice(0, separator);
      const value = pair.slice(separator + 1);
      const expired = value === '' || attributes.some((attribute) => /^\s*expires=Thu, 01 Jan 1970/i.test(attribute));
      if (expired) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
