import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inspect } from 'node:util';
import packed from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type ConsoleMessage, type Page } from 'playwright-core';
import type { TestApp } from './app.ts';
import type { Person } from './people.ts';
import { ROOT } from './sources.ts';

/** Widths every screen is looked at. */
export const WIDTHS = [1440, 360] as const;
export type Width = (typeof WIDTHS)[number];
const HEIGHTS: Readonly<Record<Width, number>> = { 1440: 900, 360: 740 };

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Tests run as root in some places; there is no graphics card. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];
/** A page that has not come by then does not come. */
const PATIENCE_MS = 10_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SCREENS = join(ROOT, 'test', 'browser', 'screens');

/** Asked without being signed in, on purpose: the page finds out who is there. A browser writes such answers to its console. */
const FINDS_OUT = /\/api\/v1\/(?:sessions(?:\/current|\/renewal)?|live|activations)$/;

export interface OpenOptions {
  readonly width?: Width;
  readonly dark?: boolean;
  readonly language?: 'vi' | 'en';
  /** Lets the page have its service worker; without it, a test sees what comes from the service itself. */
  readonly worker?: boolean;
  /** Answers that the test provokes, by their address: their lines in the console are no mistake. */
  readonly expectFailures?: RegExp;
}

/** One Chromium for a spec file. Every page fails its test on errors in the console, broken content security policy and foreign requests. */
export class Browsers {
  readonly #mistakes: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  private constructor(
    private readonly app: TestApp,
    private readonly browser: Browser,
  ) {}

  static async start(app: TestApp): Promise<Browsers> {
    return new Browsers(app, await launch());
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }

  /** Call after each test: closes its pages. @throws with what went wrong on any of them */
  async check(): Promise<void> {
    const mistakes = this.#mistakes.splice(0);
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    if (mistakes.length > 0) throw new Error(`on the page:\n${mistakes.join('\n')}`);
  }

  /** Opens an address as somebody who is signed in, or as nobody. */
  async open(person: Person | null, path: string, options: OpenOptions = {}): Promise<Page> {
    const { width = 1440, dark = false, language = 'vi' } = options;
    const context = await this.browser.newContext({
      viewport: { width, height: HEIGHTS[width] },
      colorScheme: dark ? 'dark' : 'light',
      hasTouch: width === 360,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
      serviceWorkers: options.worker ? 'allow' : 'block',
    });
    this.#contexts.push(context);
    if (person) await context.addCookies([{ name: 'gnvb_session', value: person.token(), url: this.app.url }]);
    if (language === 'en') await context.addInitScript("localStorage.setItem('gnvb.language', 'en')");
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await this.#watch(page, options.expectFailures);
    await page.goto(new URL(path, this.app.url).href);
    return page;
  }

  async #watch(page: Page, expected: RegExp | undefined): Promise<void> {
    page.on('pageerror', (error) => this.#mistakes.push(`error: ${inspect(error)}`));
    page.on('console', (message) => {
      if (isMistake(message, expected))
        this.#mistakes.push(`${message.type()}: ${message.text()} ${message.location().url}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${this.app.url}/`) && !/^(?:data|blob):/.test(url))
        this.#mistakes.push(`foreign request: ${url}`);
    });
    await page.exposeFunction(
      'gnvbViolation',
      (what: string) => void this.#mistakes.push(`content security policy: ${what}`),
    );
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', (e) => gnvbViolation(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))`,
    );
  }
}

function isMistake(message: ConsoleMessage, expected: RegExp | undefined): boolean {
  if (message.type() !== 'error' && message.type() !== 'warning') return false;
  const { url } = message.location();
  // Playwright's own word for `serviceWorkers: 'block'`.
  if (message.text().startsWith('Service Worker registration blocked')) return false;
  const isAnswer = message.text().startsWith('Failed to load resource');
  return !(isAnswer && (FINDS_OUT.test(url) || expected?.test(url)));
}

/** The one from the registry; where it does not start (it wants a glibc and little else), one that is installed. */
async function launch(): Promise<Browser> {
  const paths = [await packed.executablePath(), ...SYSTEM.filter((path) => existsSync(path))];
  const reasons: unknown[] = [];
  for (const executablePath of paths) {
    try {
      // Not the package's own arguments: they switch the web's security off, which is what is tested here.
      return await chromium.launch({ executablePath, args: ARGUMENTS, headless: true });
    } catch (error) {
      reasons.push(error);
    }
  }
  throw new AggregateError(reasons, 'no Chromium starts here');
}

/** Neither what is in order, nor style sheets loaded a second time, nor frames, of which there are none: most of the time of a run. */
const FINDINGS_ONLY = { resultTypes: ['violations'], preload: false, iframes: false, selectors: false };
/** What depends on the colours; everything else is the same in the dark, and axe-core takes most of the time of a look. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** axe-core, WCAG 2.2 A and AA, in light and dark: nothing may be found. */
export async function expectAccessible(page: Page): Promise<void> {
  const scheme = await page.evaluate<'light' | 'dark'>(`document.documentElement.dataset.theme`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: 'attached' });
    const found = await violations(page, colorScheme === 'light' ? RULES : COLOUR_RULES);
    if (found.length > 0) throw new Error(`not accessible (${colorScheme}):\n${found.join('\n')}`);
  }
  await page.emulateMedia({ colorScheme: scheme });
}

/** Loaded beside the page's own scripts, so that the page's policy stays as it is. */
async function violations(page: Page, runOnly: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(AXE);
  return page.evaluate<
    string[]
  >(`axe.run(document, ${JSON.stringify({ ...FINDINGS_ONLY, runOnly })}).then(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) => nodes.map((node) => id + ': ' + help + ' ' + node.html + ' ' + (node.any[0]?.message ?? ''))))`);
}

/** Whether the page is wider than its window, and would scroll sideways; or a menu lies outside, where nobody can read it. */
export async function expectNoSideways(page: Page): Promise<void> {
  const outside = await page.evaluate<string[]>(
    `[...document.querySelectorAll('[role=menu], [role=dialog]')].filter((one) => {
      const { left, right } = one.getBoundingClientRect();
      return left < 0 || right > innerWidth;
    }).map((one) => one.textContent)`,
  );
  if (outside.length > 0) throw new Error(`outside of the window: ${outside.join('; ')}`);
  const [inner, whole] = await page.evaluate<[number, number]>('[innerWidth, document.documentElement.scrollWidth]');
  if (whole > inner) throw new Error(`the page is ${whole} px wide in a window of ${inner} px`);
}

/** Presses a button by its name, the first of those in sight. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .filter({ visible: true })
    .first()
    .click();

/** The page, or the part of it, that has this heading is there. */
export const arrived = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { name }).first().waitFor();

export const screens = {
  /** Keeps a picture in test/browser/screens for people to look at; only with SCREENS=1 (`npm run test:browser`). */
  async shot(page: Page, name: string, fullPage = false): Promise<void> {
    if (process.env['SCREENS'] !== '1') return;
    mkdirSync(SCREENS, { recursive: true });
    await page.screenshot({ path: join(SCREENS, `${name}-${page.viewportSize()?.width}.png`), fullPage });
  },
};

/** What is looked at on every screen: picture, nothing sideways, accessible. */
export async function look(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await screens.shot(page, name);
  await expectNoSideways(page);
  await expectAccessible(page);
}
