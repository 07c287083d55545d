import type { IOptions } from 'sanitize-html';

/**
 * How much of a stranger's HTML is kept. `words`: words, tables and links; a mail somebody may have sent to deceive. `page`: colours,
 * alignment and the pictures the mail brought itself (`cid:`) as well, to be shown under a policy that lets nothing else in.
 */
export type HtmlLook = 'words' | 'page';

/** HTML of a mail that may be shown, in a sandboxed frame all the same. */
export interface SafeHtml {
  readonly html: string;
  /** How many pictures, frames, forms and films were left out. */
  readonly leftOut: number;
}

const list = (names: string): string[] => names.split(' ');
const TEXT = list('p br hr div span b strong i em u s small sub sup blockquote pre code h1 h2 h3 h4 h5 h6 center font');
const TABLES = list('ul ol li dl dt dd table caption thead tbody tfoot tr th td a');
const MORE = list('abbr address big cite col colgroup del img ins kbd mark q samp strike tt');
const LOUD = new Set(
  list(
    'img picture source iframe frame object embed video audio form input button select textarea svg math link meta base script',
  ),
);
/** With these goes what is inside them too. */
const SILENT = list(
  'script style textarea option noscript title svg math template iframe object select head xmp plaintext noembed noframes',
);

const LENGTH = [/^-?\d+(?:\.\d+)?(?:px|pt|em|ex|rem|%|cm|mm|in)?$/];
const WORDS = [/^[a-z -]+$/i];
const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s,.%]+\)$/i, /^[a-z]+$/i];

const COMMON: IOptions = {
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  enforceHtmlBoundary: false,
  nonTextTags: SILENT,
  nestingLimit: 60,
};

const CELL = ['colspan', 'rowspan', 'align', 'valign'];
const LOOKS: Readonly<Record<HtmlLook, IOptions>> = {
  words: {
    ...COMMON,
    allowedTags: [...TEXT, ...TABLES],
    allowedAttributes: {
      a: ['href', 'target', 'rel'],
      td: CELL,
      th: [...CELL, 'scope'],
      ol: ['start', 'type'],
      p: ['align'],
      div: ['align'],
    },
    // No style at all: it hides words, covers the page and asks other servers for pictures.
    parseStyleAttributes: false,
  },
  page: {
    ...COMMON,
    allowedTags: [...TEXT, ...TABLES, ...MORE],
    allowedAttributes: {
      '*': ['align', 'valign', 'dir', 'lang', 'title', 'style', 'bgcolor', 'width', 'height'],
      a: ['href', 'rel', 'target'],
      img: ['src', 'alt'],
      font: ['color', 'face', 'size'],
      table: ['border', 'cellpadding', 'cellspacing'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      ol: ['start', 'type'],
      col: ['span'],
    },
    allowedSchemesByTag: { img: ['cid'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    // What is named here can neither fetch nor leave its place.
    allowedStyles: {
      '*': {
        color: COLOUR,
        'background-color': COLOUR,
        'text-align': WORDS,
        'text-decoration': WORDS,
        'font-weight': [/^(?:[a-z]+|\d{3})$/i],
        'font-style': WORDS,
        'font-size': [...LENGTH, /^[a-z-]+$/i],
        'line-height': LENGTH,
        width: LENGTH,
        height: LENGTH,
        'margin-left': LENGTH,
        'padding-left': LENGTH,
        'text-indent': LENGTH,
        'vertical-align': WORDS,
        'white-space': WORDS,
      },
    },
  },
};

/**
 * Leaves of a stranger's HTML what `look` says. Nothing in it runs, submits, loads or reaches outside its frame: no script, form, refresh,
 * name or id, no style that fetches, nothing from elsewhere. Links stay and open beside it.
 */
export async function safeHtml(dirty: string, look: HtmlLook = 'words'): Promise<SafeHtml> {
  const { default: sanitize } = await import('sanitize-html');
  let leftOut = 0;
  const isOwnPicture = (name: string, { src = '' }: Readonly<Record<string, string>>): boolean =>
    name === 'img' && look === 'page' && src.startsWith('cid:');
  const html = sanitize(dirty, {
    ...LOOKS[look],
    transformTags: {
      a: (tagName, { href, ...others }) => ({
        tagName,
        attribs: {
          ...(look === 'page' && others),
          ...(href !== undefined && /^(?:https?|mailto):/i.test(href) && { href }),
          target: '_blank',
          rel: 'noopener noreferrer nofollow',
        },
      }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isOwnPicture(tag, attribs),
    onOpenTag: (name, attribs) => {
      if (LOUD.has(name) && !isOwnPicture(name, attribs)) leftOut += 1;
    },
  });
  return { html, leftOut };
}
