import { escapeHtml } from '../text/html.ts';
import { oneLine } from './mail-address.ts';

/** What a mail says, in Vietnamese; how it looks is the same for all of them. */
export interface Letter {
  /** Whole sentences; none of them needs the others' layout. */
  readonly paragraphs: readonly string[];
  /** Lines of label and value, e.g. Số, ký hiệu: 52-TB/ĐTN. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  /** What to do next, and where. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Small print: why this mail came, what it does not mean. */
  readonly notes?: readonly string[];
}

const BRAND = 'gnvb · Gửi, nhận văn bản';

/** Both bodies of a mail. Neither loads anything from anywhere: a picture fetched would tell when somebody read it. */
export function renderLetter(letter: Letter): { readonly text: string; readonly html: string } {
  return { text: toText(letter), html: toHtml(letter) };
}

function toText({ paragraphs, facts = [], action, notes = [] }: Letter): string {
  const blocks = [
    ...paragraphs,
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    action ? `${action.label}: ${action.url}` : '',
    notes.join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function toHtml({ paragraphs, facts = [], action, notes = [] }: Letter): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${BRAND}</title></head>
<body style="margin:0;padding:16px;font:16px/1.5 'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 16px;padding-bottom:8px;border-bottom:2px solid #1d4ed8;font-weight:600">${BRAND}</p>
${paragraphs.map((text) => `<p style="margin:0 0 12px">${multiline(text)}</p>`).join('\n')}
${factTable(facts)}${action ? button(action.label, action.url) : ''}${notes.map((note) => `<p style="margin:12px 0 0;font-size:13px;opacity:.75">${multiline(note)}</p>`).join('\n')}
</div>
</body></html>
`;
}

function factTable(facts: NonNullable<Letter['facts']>): string {
  if (facts.length === 0) return '';
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" style="padding:2px 12px 2px 0;text-align:left;vertical-align:top;font-weight:400;opacity:.75">${escapeHtml(label)}</th><td style="padding:2px 0">${multiline(value)}</td></tr>`,
  );
  return `<table role="presentation" style="margin:0 0 12px;border-collapse:collapse">${rows.join('')}</table>\n`;
}

/** The address stands there in full as well: people are taught not to press what they cannot read. */
function button(label: string, url: string): string {
  return `<p style="margin:16px 0 4px"><a href="${escapeHtml(url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4ed8;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>
<p style="margin:0 0 12px;font-size:13px;opacity:.75;word-break:break-all">${escapeHtml(url)}</p>\n`;
}

const multiline = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

/** A subject of one line, urgency first, so that it stands out in a list. */
export const subjectLine = (urgency: string, subject: string): string =>
  oneLine(urgency === '' ? subject : `[${urgency}] ${subject}`);
