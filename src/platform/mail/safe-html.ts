import type { IOptions } from 'sanitize-html';

/** HTML of a mail that may be shown, in a sandboxed frame all the same. */
export interface SafeHtml {
  readonly html: string;
  /** How many pictures, frames, forms and films were left out. */
  readonly leftOut: number;
}

const TEXT = 'p br hr div span b strong i em u s small sub sup blockquote pre code h1 h2 h3 h4 h5 h6 center font'.split(
  ' ',
);
const LISTS = 'ul ol li dl dt dd table caption thead tbody tfoot tr th td a'.split(' ');
const LOUD = new Set(
  'img picture source iframe frame object embed video audio form input button select textarea svg math link meta base script'.split(
    ' ',
  ),
);
/** With these goes what is inside them too. */
const SILENT =
  'script style textarea option noscript title svg math template iframe object select head xmp plaintext noembed noframes'.split(
    ' ',
  );

const POLICY: IOptions = {
  allowedTags: [...TEXT, ...LISTS],
  allowedAttributes: {
    a: ['href', 'target', 'rel'],
    td: ['colspan', 'rowspan', 'align', 'valign'],
    th: ['colspan', 'rowspan', 'align', 'valign', 'scope'],
    ol: ['start', 'type'],
    p: ['align'],
    div: ['align'],
  },
  // No style at all: it hides words, covers the page and asks other servers for pictures.
  parseStyleAttributes: false,
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  enforceHtmlBoundary: false,
  nonTextTags: SILENT,
  nestingLimit: 60,
};

/**
 * Leaves of a stranger's HTML its words, tables and links. Nothing in it runs, submits, loads or reaches outside its frame: no script,
 * style, form, picture, refresh, name or id.
 */
export async function safeHtml(dirty: string): Promise<SafeHtml> {
  const { default: sanitize } = await import('sanitize-html');
  let leftOut = 0;
  const html = sanitize(dirty, {
    ...POLICY,
    transformTags: {
      a: (tagName, { href }) => ({
        tagName,
        attribs: { ...(href !== undefined && { href }), target: '_blank', rel: 'noopener noreferrer nofollow' },
      }),
    },
    onOpenTag: (name) => {
      if (LOUD.has(name)) leftOut += 1;
    },
  });
  return { html, leftOut };
}
