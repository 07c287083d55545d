import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers } from '../support/browser.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';
import { sourcesIn } from '../support/sources.ts';

const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
/** 12 vowels in 6 tones, and đ; small and capital. */
const LETTERS = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
  .flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC')))
  .concat('đ')
  .flatMap((letter) => [letter, letter.toUpperCase()]);
const VIETNAMESE = new RegExp(`[${LETTERS.filter((letter) => letter > '\u007f').join('')}]`);
/** Said in Vietnamese in English too: the way back to it, what the name stands for, and the decree's own terms, with what they mean. */
/** Names somebody gave, as whoever edits the calendar may again. */
const GIVEN =
  /Lịch có sẵn: ngày nghỉ lễ|(?:Nghỉ bù )?(?:Tết (?:Dương|Âm) lịch|Giỗ Tổ Hùng Vương|Ngày Chiến thắng|Ngày Quốc tế Lao động|Quốc khánh)/g;
const MEANT = /Tiếng Việt|gửi, nhận văn bản|\(hỏa tốc\)|^[^()]+ \([a-zé ]+\)$/g;

describe('letters and words', () => {
  let app: TestApp;
  let browsers: Browsers;
  let person: Person;

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    const unit = await aUnit(app, { name: 'Youth Union of the Province', kind: 'block' });
    person = await aPerson(
      app,
      (['clerk', 'leader', 'admin'] as const).map((role) => [unit.id, role]),
      { displayName: 'Secretary of the Office' },
    );
    await app.db.query(`update post set title = 'Secretary' where account_id = $1`, [person.id]);
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  /** Which fonts the browser took to draw the text, in the page's own font. */
  const fontsFor = async (page: Page, text: string, weight: number) => {
    await page.evaluate(`(async () => {
      document.getElementById('drawn')?.remove();
      const line = Object.assign(document.createElement('p'), { id: 'drawn', textContent: ${JSON.stringify(text)} });
      line.style.fontWeight = ${weight};
      document.querySelector('main').prepend(line);
      line.getBoundingClientRect();
      await document.fonts.ready;
    })()`);
    const client = await page.context().newCDPSession(page);
    await client.send('DOM.enable');
    await client.send('CSS.enable');
    const { root } = await client.send('DOM.getDocument');
    const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#drawn' });
    return (await client.send('CSS.getPlatformFontsForNode', { nodeId })).fonts;
  };

  it('all 146 letters of Vietnamese are drawn in the font of the page, in both weights', async () => {
    expect(new Set(LETTERS).size).toBe(146);
    const page = await browsers.open(null, '/');
    await page.getByLabel('Tên đăng nhập').waitFor();
    for (const weight of [400, 600]) {
      const fonts = await fontsFor(page, LETTERS.join(''), weight);
      expect(fonts.map(({ familyName, isCustomFont }) => ({ familyName, isCustomFont }))).toEqual(
        fonts.map(() => ({ familyName: expect.stringContaining('Be Vietnam Pro'), isCustomFont: true })),
      );
      expect(fonts.reduce((sum, { glyphCount }) => sum + glyphCount, 0)).toBe(146);
    }
    // A letter that is not in it is told apart.
    expect((await fontsFor(page, 'Ж', 400)).every(({ isCustomFont }) => isCustomFont)).toBe(false);
  });

  it('asks for the two first fonts at once, and for none twice', async () => {
    const page = await browsers.open(null, '/khong-co');
    // A page goes on asking for its fonts until the next one is there: nothing of the one before may be counted as this one's.
    await page.goto('about:blank');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.woff2')) asked.push(request.url());
    });
    await page.goto(`${app.url}/`);
    await page.getByLabel('Tên đăng nhập').waitFor();
    await page.evaluate('document.fonts.ready');
    const early = await page.evaluate<string[]>(
      `[...document.querySelectorAll('link[rel=preload][as=font]')].map(({ href }) => href)`,
    );
    expect(early).toHaveLength(2);
    expect(asked).toEqual(expect.arrayContaining(early));
    expect(asked).toHaveLength(new Set(asked).size);
  });

  it('every screen speaks English to those who ask for it', async () => {
    const routes = sourcesIn('src/web').find(({ path }) => path === 'src/web/routes.tsx')?.text ?? '';
    const paths = [...routes.matchAll(/^ {2}'(\/[^']*)':/gm)]
      .map(([, path = '']) => path.replace(/\/:id\?$/, ''))
      .filter((path) => !path.includes(':'));
    expect(paths.length).toBeGreaterThan(18);
    const left: string[] = [];
    // The scoreboard is off.
    const page = await browsers.open(person, '/groups', {
      language: 'en',
      expectFailures: /\/public\/cutover-scoreboard/,
    });
    for (const path of paths) {
      // One leads to the next.
      if (new URL(page.url()).pathname === path) continue;
      // As by a link: loading the whole page anew for each would take most of the time.
      await page.evaluate(`for (const old of document.querySelectorAll('h1')) old.dataset.old = '';
        history.pushState(null, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'));`);
      await page.locator('main h1:not([data-old]), .entrance h1:not([data-old])').first().waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      const said = await page.evaluate<string[]>(`[
        document.title, ...document.body.innerText.split('\\n'),
        ...[...document.querySelectorAll('[aria-label],[title],[placeholder]')].flatMap((one) =>
          ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? '')),
      ]`);
      for (const line of new Set(said))
        if (VIETNAMESE.test(line.replace(MEANT, '').replace(GIVEN, ''))) left.push(`${path}: ${line}`);
    }
    expect(left).toEqual([]);
  }, 120_000);
});
