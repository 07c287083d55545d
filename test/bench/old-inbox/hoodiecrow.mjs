// An IMAP server in a process of its own. Everybody who signs in sees the inbox that was planted last.
import { once } from 'node:events';
import hoodiecrow from 'hoodiecrow-imap';
import { mailOf } from './mails.mjs';

const password = 'matkhau';
const server = hoodiecrow({
  plugins: ['ID', 'UNSELECT', 'NAMESPACE'],
  users: { hopthu: { password } },
  storage: { INBOX: {} },
});
server.server.on('connection', (socket) => socket.setNoDelay());
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
process.on('message', ({ seed, count }) => {
  const inbox = server.getMailbox('INBOX');
  inbox.messages.splice(0);
  inbox.uidvalidity += 1;
  for (let i = 0; i < count; i++) server.appendMessage(inbox, ['\\Seen'], false, mailOf(seed, i).toString('latin1'));
  process.send({ user: 'hopthu' });
});
process.send({ port: server.server.address().port, password });
