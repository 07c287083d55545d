/** What the page keeps of the service's answers about mails to old addresses. */
import type { QueryKey } from '@tanstack/react-query';
import type { ArrivedMailWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { queries } from '../../api/queries.ts';

export const mailKey = (id: string): QueryKey => ['arrived-mails', 'mail', id];

/** An act answered with the mail: shown at once, then everything that counts it is asked for anew. */
export function keepMail(mail: ArrivedMailWire): void {
  queries.setQueryData(mailKey(mail.id), mail);
  const others = [
    ['arrived-mails', 'list'],
    ['arrived-mails', 'waiting'],
    ['incoming'],
    ['home'],
    ['notices'],
    ['registers'],
  ];
  for (const queryKey of others) void queries.invalidateQueries({ queryKey });
}

/** Something was not as the page believed. */
export const askMailAnew = (id: string): void => {
  for (const queryKey of [mailKey(id), ['arrived-mails', 'list'], ['arrived-mails', 'waiting']])
    void queries.invalidateQueries({ queryKey });
};
