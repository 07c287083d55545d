import { describe, expect, it } from '@jest/globals';
import { safeHtml } from './safe-html.ts';

const sanitise = async (html: string): Promise<string> => (await safeHtml(html, 'page')).html;

describe('HTML of a mail as a page', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<img src="https://theo-doi.example/1.gif">',
    '<img srcset="https://theo-doi.example/1.gif 1x">',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jav\tascript:alert(1)">x</a>',
    '<svg><script>alert(1)</script></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '<iframe src="https://x.example"></iframe>',
    '<form action="https://x.example"><input name=p></form>',
    '<p style="background:url(https://theo-doi.example/2)">x</p>',
    '<p style="background-color:red;background-image:url(//theo-doi.example)">x</p>',
    '<div style="width:expression(alert(1))">x</div>',
    '<style>@import url(https://theo-doi.example)</style>',
    '<link rel=stylesheet href="https://theo-doi.example">',
    '<meta http-equiv=refresh content="0;url=https://x.example">',
    '<base href="https://x.example/">',
    '<table background="https://theo-doi.example/3"><tr><td>x</td></tr></table>',
    '<body background="https://theo-doi.example/4" onload=alert(1)>x',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<img src="//theo-doi.example/5">',
    '<video poster="https://theo-doi.example/6"></video>',
    '<object data="x"></object><embed src="x">',
    '<plaintext><script>alert(1)</script>',
    '<!--><img src=x onerror=alert(1)>-->',
  ])('runs nothing and fetches nothing: %s', async (html) => {
    const clean = await sanitise(html);
    expect(clean).not.toMatch(/<(?:script|style|svg|iframe|form|input|link|meta|base|object|embed|video|math)/i);
    expect(clean).not.toMatch(/<[^>]*(?:\son\w+\s*=|javascript:|theo-doi|url\(|expression)/i);
    expect(clean).not.toMatch(/<img(?![^>]*src="cid:)/i);
  });

  it('keeps what people wrote', async () => {
    const html =
      '<p style="text-align:center"><b>ĐOÀN TNCS</b></p><table border="1"><tr><td colspan="2">1</td></tr></table><img src="cid:logo@x" alt="Huy hiệu">';
    expect(await sanitise(html)).toBe(html.replace('alt="Huy hiệu">', 'alt="Huy hiệu" />'));
    expect(await sanitise('<a href="https://gnvb.example">x</a>')).toBe(
      '<a href="https://gnvb.example" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });
});
