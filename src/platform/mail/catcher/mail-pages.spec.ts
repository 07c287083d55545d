import { describe, expect, it } from '@jest/globals';
import { listPage, mailPage } from './mail-pages.ts';

const hostile = '<script>alert("1")</script><img src=x onerror=\'x\'>';
const mail = {
  n: 1,
  at: '2020-05-25T01:00:00.000Z',
  from: hostile,
  to: [hostile],
  subject: hostile,
  messageId: hostile,
  text: `${hostile} http://localhost:3000/x?a=1&b=2 "https://x.vn/y"`,
  attachmentNames: [hostile],
  headers: [hostile],
};

describe('the pages of caught mails', () => {
  it.each([
    ['list', listPage([mail])],
    ['mail', mailPage(mail)],
  ])('let no markup of a mail through: %s', (_, html) => {
    expect(html).not.toMatch(/<script|<img/);
    expect(html).not.toContain('style=');
  });

  it('make the links of a text clickable, up to where they end', () => {
    const html = mailPage(mail);
    expect(html).toContain('<a href="http://localhost:3000/x?a=1&amp;b=2" rel="noreferrer">');
    expect(html).toContain('&quot;<a href="https://x.vn/y" rel="noreferrer">https://x.vn/y</a>&quot;');
  });

  it('say how many there are', () => {
    expect(listPage([])).toContain('0 thư');
  });
});
