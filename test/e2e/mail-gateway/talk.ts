import { connect, type Socket } from 'node:net';

/** A client that says exactly what it is told, byte for byte: what mail libraries would not send. */
export interface Talk {
  /** Sends a line and waits for the whole answer. */
  say(line: string): Promise<string>;
  /** Sends bytes and waits for nothing. */
  write(bytes: string | Buffer): void;
  /** The next whole answer. */
  hear(): Promise<string>;
  /** Sends bytes, waiting while the other side takes none. */
  pour(bytes: Buffer): Promise<void>;
  /** Resolves when the other side closes. */
  readonly over: Promise<void>;
  end(): void;
}

export async function talkTo(port: number, hello: 'EHLO' | 'LHLO' = 'EHLO'): Promise<Talk> {
  const talk = open(port);
  await talk.hear();
  await talk.say(`${hello} khach.example`);
  return talk;
}

/** Without a greeting. */
export function open(port: number): Talk {
  const socket = connect(port, '127.0.0.1');
  const heard: string[] = [];
  const waiting: ((answer: string) => void)[] = [];
  let rest = '';
  let lines: string[] = [];
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\r\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      if (line[3] === '-') continue;
      give(lines.join('\n'));
      lines = [];
    }
  });
  const give = (answer: string): void => {
    const next = waiting.shift();
    if (next) next(answer);
    else heard.push(answer);
  };
  const over = new Promise<void>((resolve) => {
    socket.on('close', () => {
      while (waiting.length > 0) give('');
      resolve();
    });
  });
  socket.on('error', () => undefined);
  const hear = (): Promise<string> => {
    const known = heard.shift();
    if (known !== undefined) return Promise.resolve(known);
    if (socket.closed) return Promise.resolve('');
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    hear,
    over,
    write: (bytes) => void socket.write(bytes),
    say: (line) => {
      socket.write(`${line}\r\n`);
      return hear();
    },
    pour: (bytes) => pour(socket, bytes),
    end: () => void socket.destroy(),
  };
}

async function pour(socket: Socket, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await new Promise((resolve) => socket.once('drain', resolve));
}

/** Sends one mail. @returns the answers behind the final dot, one for each recipient by LMTP */
export async function send(
  talk: Talk,
  mail: { readonly from?: string; readonly to: readonly string[]; readonly text: string; readonly answers?: number },
): Promise<string[]> {
  const answers = [await talk.say(`MAIL FROM:<${mail.from ?? 'van.thu@so.example'}>`)];
  for (const to of mail.to) answers.push(await talk.say(`RCPT TO:<${to}>`));
  const refused = answers.filter((answer) => !answer.startsWith('250'));
  if (refused.length > 0) return refused;
  await talk.say('DATA');
  talk.write(`${mail.text.replace(/^\./gm, '..')}\r\n.\r\n`);
  const last: string[] = [];
  for (let i = 0; i < (mail.answers ?? 1); i++) last.push(await talk.hear());
  return last;
}
