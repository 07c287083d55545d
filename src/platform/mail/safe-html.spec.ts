import { describe, expect, it } from '@jest/globals';
import { safeHtml } from './safe-html.ts';

const DANGEROUS =
  /<(script|style|img|svg|math|form|input|button|iframe|object|embed|meta|base|link|video|template)|\son\w+\s*=|javascript:|data:|vbscript:|style\s*=|srcset|\sid=|\sname=|\sclass=|expression\(|url\(/i;

describe('HTML of strangers', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<img src="https://theo-doi.example/1.gif">',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '<form action="https://x.example"><input name=password><button>Gửi</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://x.example">',
    '<base href="https://x.example/"><a href="/a">a</a>',
    '<link rel=stylesheet href="https://x.example/a.css">',
    '<style>body{background:url(https://x.example)}</style>',
    '<div style="position:fixed;top:0;background:url(https://x.example)">a</div>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href=" java\nscript:alert(1)">a</a>',
    '<a href="&#106;avascript:alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<a href="//x.example/a" onclick="alert(1)">a</a>',
    '<iframe src="https://x.example"></iframe><iframe srcdoc="<script>alert(1)</script>">',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<p id="top" name="top" class="x">a</p>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<!--><img src=x onerror=alert(1)>-->',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<template><script>alert(1)</script></template>',
    '<xmp><img src=x onerror=alert(1)></xmp>',
    '<table background="https://x.example/a.gif"><td background="javascript:alert(1)">a',
  ])('%s', async (dirty) => {
    const { html } = await safeHtml(`<html><body><p>Kính gửi</p>${dirty}<p>Trân trọng</p>`);
    expect(html).not.toMatch(DANGEROUS);
    expect(html).toContain('Kính gửi');
  });

  it('keeps words, tables and links', async () => {
    const { html, leftOut } = await safeHtml(
      '<html><head><title>x</title></head><body><h1>Thông báo</h1><table><tr><td colspan="2">a &lt; b</td></tr></table>' +
        '<a href="https://gnvb.example/a?b=1&amp;c=2">Mở</a> <a href="mailto:a@x.vn">thư</a><img src="x.png"></body></html>',
    );
    expect(html).toBe(
      '<h1>Thông báo</h1><table><tr><td colspan="2">a &lt; b</td></tr></table>' +
        '<a href="https://gnvb.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">Mở</a> ' +
        '<a href="mailto:a@x.vn" target="_blank" rel="noopener noreferrer nofollow">thư</a>',
    );
    expect(leftOut).toBe(1);
  });

  it('is not hurt by depth', async () => {
    const { html } = await safeHtml(`${'<div>'.repeat(20_000)}sâu`);
    expect(html.length).toBeLessThan(20_000);
  });

  it('says the same when it is cleaned again', async () => {
    const { html } = await safeHtml('<p>a<b>b</p></b><a href="https://x.vn">&amp;lt;script&gt;</a>');
    expect((await safeHtml(html)).html).toBe(html);
  });
});
