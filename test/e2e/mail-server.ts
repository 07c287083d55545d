import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One message as a mail server got it: the envelope's commands and the text between DATA and the final dot. */
export interface TakenMail {
  readonly commands: readonly string[];
  readonly text: string;
}

export interface MailServerMood {
  /** Answer to RCPT TO. */
  recipient: string;
  /** Answer to MAIL FROM. */
  sender: string;
  /** Answer behind the final dot; `cut` closes the connection instead. */
  message: string;
  /** Says nothing at all, not even hello. */
  isMute: boolean;
}

/** A mail server that behaves as badly as a test wants. */
export interface BadMailServer {
  readonly url: string;
  readonly mood: MailServerMood;
  readonly taken: TakenMail[];
  close(): Promise<void>;
}

const GOOD: MailServerMood = { sender: '250 ok', recipient: '250 ok', message: '250 taken as 4711', isMute: false };

export async function startMailServer(mood: Partial<MailServerMood> = {}, port = 0): Promise<BadMailServer> {
  const taken: TakenMail[] = [];
  const sockets = new Set<Socket>();
  const current = { ...GOOD, ...mood };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, current, taken);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: current,
    taken,
    close: () => closed(server, sockets),
  };
}

async function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

function converse(socket: Socket, mood: MailServerMood, taken: TakenMail[]): void {
  let commands: string[] = [];
  let text: string | null = null;
  let rest = '';
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const endOfMessage = (): void => {
    taken.push({ commands, text: text ?? '' });
    [commands, text] = [[], null];
    if (mood.message === 'cut') socket.destroy();
    else say(mood.message);
  };
  const hear = (line: string): void => {
    if (text !== null) {
      if (line === '.') endOfMessage();
      else text += `${line}\n`;
      return;
    }
    commands.push(line);
    if (/^DATA/i.test(line)) text = '';
    say(answerTo(line, mood));
  };
  if (!mood.isMute) say('220 test');
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!mood.isMute) hear(line);
  });
}

function answerTo(line: string, mood: MailServerMood): string {
  if (/^MAIL FROM/i.test(line)) return mood.sender;
  if (/^RCPT TO/i.test(line)) return mood.recipient;
  if (/^DATA/i.test(line)) return '354 go on';
  return '250 ok';
}
