import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface KeptMail {
  readonly uid: number;
  readonly at: Date;
  readonly text: string;
}

/** An IMAP server with one INBOX that behaves as badly as a test wants. It knows just what a reader needs; anything else is BAD. */
export interface BadImapServer {
  readonly port: number;
  readonly mails: KeptMail[];
  /** Every command it was given, without the tag. */
  readonly commands: string[];
  readonly mood: { uidValidity: number; refuses: boolean; cutsAfterBytes: number | null; isMute: boolean };
  close(): Promise<void>;
}

export async function startImapServer(): Promise<BadImapServer> {
  const sockets = new Set<Socket>();
  const mails: KeptMail[] = [];
  const commands: string[] = [];
  const mood = { uidValidity: 1, refuses: false, cutsAfterBytes: null, isMute: false } as BadImapServer['mood'];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    if (!mood.isMute) socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let rest = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (!mood.isMute) answer(socket, line, mails, commands, mood);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, mails, commands, mood, close: () => closed(server, sockets) };
}

async function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

function answer(
  socket: Socket,
  line: string,
  mails: readonly KeptMail[],
  commands: string[],
  mood: BadImapServer['mood'],
): void {
  const [tag = '*', ...words] = line.split(' ');
  const command = words.join(' ');
  commands.push(command.replace(/^(LOGIN|AUTHENTICATE).*/i, '$1'));
  const ok = (): void => void socket.write(`${tag} OK done\r\n`);
  const uidOf = (text: string): number => Number(/UID FETCH (\d+)/i.exec(text)?.[1]);
  if (/^CAPABILITY/i.test(command)) socket.write('* CAPABILITY IMAP4rev1\r\n');
  else if (/^LOGIN/i.test(command)) {
    if (mood.refuses) return void socket.write(`${tag} NO [AUTHENTICATIONFAILED] wrong\r\n`);
  } else if (/^(NAMESPACE|ID|ENABLE|NOOP|CLOSE)/i.test(command)) void 0;
  else if (/^LIST/i.test(command)) socket.write('* LIST (\\HasNoChildren) "/" INBOX\r\n');
  else if (/^LSUB/i.test(command)) socket.write('* LSUB () "/" INBOX\r\n');
  else if (/^EXAMINE/i.test(command))
    socket.write(
      `* FLAGS (\\Seen)\r\n* ${mails.length} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY ${mood.uidValidity}] ok\r\n* OK [UIDNEXT 9999] ok\r\n`,
    );
  else if (/^UID SEARCH/i.test(command)) {
    const above = Number(/UID (\d+):\*/i.exec(command)?.[1] ?? 1);
    const found = mails.filter(({ uid }, i) => uid >= above || i === mails.length - 1);
    socket.write(`* SEARCH${found.map(({ uid }) => ` ${uid}`).join('')}\r\n`);
  } else if (/^UID FETCH/i.test(command)) {
    const index = mails.findIndex(({ uid }) => uid === uidOf(command));
    const mail = mails[index];
    if (mail && !fetched(socket, index, mail, command, mood)) return;
  } else if (/^LOGOUT/i.test(command)) socket.write('* BYE bye\r\n');
  else return void socket.write(`${tag} BAD what\r\n`);
  ok();
}

/** @returns false when the line broke */
function fetched(socket: Socket, index: number, mail: KeptMail, command: string, mood: BadImapServer['mood']): boolean {
  const bytes = Buffer.from(mail.text);
  const items = [`UID ${mail.uid}`];
  if (/INTERNALDATE/i.test(command)) items.push(`INTERNALDATE "${imapDate(mail.at)}"`);
  if (/RFC822\.SIZE/i.test(command)) items.push(`RFC822.SIZE ${bytes.length}`);
  if (!/BODY(\.PEEK)?\[/i.test(command)) {
    socket.write(`* ${index + 1} FETCH (${items.join(' ')})\r\n`);
    return true;
  }
  const [, from = '0', most = String(bytes.length)] = /<(\d+)\.(\d+)>/.exec(command) ?? [];
  const part = bytes.subarray(Number(from), Number(from) + Number(most));
  const place = /<\d+\.\d+>/.test(command) ? `BODY[]<${from}>` : 'BODY[]';
  const head = `* ${index + 1} FETCH (${items.join(' ')} ${place} {${part.length}}\r\n`;
  if (mood.cutsAfterBytes !== null && mood.cutsAfterBytes < Number(from) + part.length) {
    socket.write(head);
    socket.end(part.subarray(0, Math.max(0, mood.cutsAfterBytes - Number(from))));
    return false;
  }
  socket.write(head);
  socket.write(part);
  socket.write(')\r\n');
  return true;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function imapDate(at: Date): string {
  const [day, time] = at.toISOString().split('T') as [string, string];
  const [year, month, date] = day.split('-');
  return `${date}-${MONTHS[Number(month) - 1]}-${year} ${time.slice(0, 8)} +0000`;
}
