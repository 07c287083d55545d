import { domainToASCII } from 'node:url';

/** One mailbox. The name is only shown; the address decides who gets the mail. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const MAX_ADDRESS = 254;
const MAX_LOCAL_PART = 64;
const MAX_NAME = 200;

/** RFC 5321 dot-string: no quoted strings, comments, routes or domain literals, so nothing in it can end or extend a command. */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{Nd}.-]+$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads exactly one address (RFC 5321 addr-spec, at most 254 characters). Mail libraries take "a@x, b@y" for two recipients and
 * carry line breaks into the SMTP dialogue (hardening §1.9), so nothing but the plainest form passes.
 * @returns the address as it is stored and sent, its domain in lower-case ASCII; null when it is not one address
 */
export function parseMailAddress(text: string): string | null {
  const typed = text.normalize('NFC');
  const at = typed.lastIndexOf('@');
  const localPart = typed.slice(0, at);
  const domain = typed.slice(at + 1);
  if (at < 1 || localPart.length > MAX_LOCAL_PART || !LOCAL_PART.test(localPart) || !TYPED_DOMAIN.test(domain))
    return null;
  const ascii = domainToASCII(domain);
  const address = `${localPart}@${ascii}`;
  return ascii.split('.').every((label) => LABEL.test(label)) && address.length <= MAX_ADDRESS ? address : null;
}

/** Reads `address` or `Name <address>`, the form of MAIL_FROM. */
export function parseMailbox(text: string): Mailbox | null {
  const [, name = '', inBrackets] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  const address = parseMailAddress(inBrackets ?? text.trim());
  return address === null ? null : { name: oneLine(name).replace(/^"(.*)"$/, '$1'), address };
}

/** Text that goes into a header: NFC, and on one line whatever it held. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

/** A name to show beside an address. */
export const displayName = (name: string): string => Array.from(oneLine(name)).slice(0, MAX_NAME).join('');
