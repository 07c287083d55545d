import sanitizeHtml from 'sanitize-html';

const TAGS =
  'a abbr address b big blockquote br caption center cite code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  );
const LENGTH = [/^-?\d+(?:\.\d+)?(?:px|pt|em|ex|rem|%|cm|mm|in)?$/];
const WORDS = [/^[a-z -]+$/i];
const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s,.%]+\)$/i, /^[a-z]+$/i];
const NESTING = 100;

/**
 * HTML that does nothing: no scripts, no forms, no styles that fetch, and nothing from elsewhere. Pictures are those the mail brought
 * itself (`cid:`). Links stay, as text that says where they lead, and open nothing by themselves.
 */
export function sanitise(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: TAGS,
    disallowedTagsMode: 'discard',
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'head',
      'iframe',
      'object',
      'svg',
      'math',
      'template',
      'xmp',
    ],
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
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['cid'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
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
    nestingLimit: NESTING,
    transformTags: {
      a: (tagName, { href, ...attribs }) => ({
        tagName,
        attribs: {
          ...attribs,
          ...(href && /^(?:https?|mailto):/i.test(href) && { href }),
          target: '_blank',
          rel: 'noopener noreferrer nofollow',
        },
      }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src']?.startsWith('cid:'),
  });
}
