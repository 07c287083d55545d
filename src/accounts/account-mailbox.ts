import { parseMailAddress, type Mailbox } from '../platform/mail/mail-address.ts';

/** Where a person can be written to; null without an address that mail can be sent to. */
export function mailboxOf(person: { readonly displayName: string; readonly email: string | null }): Mailbox | null {
  const { displayName: name, email: address } = person;
  return address !== null && parseMailAddress(address) !== null ? { name, address } : null;
}
